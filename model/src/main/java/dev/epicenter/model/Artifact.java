package dev.epicenter.model;

/**
 * What code was delivered in.
 *
 * @param name    as its builder calls it: {@code group:artifact}, module, title, or the file without its version
 * @param version empty when unknown
 * @param file    jar or directory, that of a jar in a jar behind {@code !}; empty when only the recording tells
 * @param source  where name and version were read, a few words
 */
public record Artifact(String name, String version, String file, String source) {
    /** Name and version: {@code org.postgresql:postgresql 42.7.4}. */
    public String display() {
        return version.isEmpty() ? name : name + " " + version;
    }
}
