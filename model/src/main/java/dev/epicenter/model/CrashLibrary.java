package dev.epicenter.model;

/**
 * A native library that was loaded.
 *
 * @param path    as the log has it
 * @param name    last part of the path
 * @param version as its name or path tells, empty when it does not
 * @param origin  whose it is
 */
public record CrashLibrary(String path, String name, String version, Origin origin) {
    /** Whose library it is, going by where it lies. */
    public enum Origin {
        JDK("jdk"),
        /** The operating system's. */
        SYSTEM("system"),
        /** Brought by the application or somebody it uses. */
        OTHER("other");

        private final String id;

        Origin(String id) {
            this.id = id;
        }

        /** The word used in JSON and text. */
        public String id() {
            return id;
        }
    }
}
