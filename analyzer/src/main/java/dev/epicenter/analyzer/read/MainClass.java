package dev.epicenter.analyzer.read;

import java.util.Optional;

/** What a command line runs. */
public final class MainClass {
    private MainClass() {}

    /** The main class, module or jar of {@code sun.java.command} and its like; its arguments may hold secrets and are left out. */
    public static String of(String command) {
        String trimmed = command.strip();
        int jar = trimmed.indexOf(".jar ");
        if (jar >= 0 && (trimmed.indexOf(' ') > jar || trimmed.startsWith("/"))) {
            return trimmed.substring(0, jar + 4);
        }
        int space = trimmed.indexOf(' ');
        return space < 0 ? trimmed : trimmed.substring(0, space);
    }

    /** Its simple name, or the jar's file name; empty when it is not known. */
    public static Optional<String> shortName(String main) {
        int separator = Math.max(main.lastIndexOf('/'), main.lastIndexOf('\\'));
        int start = main.endsWith(".jar") ? separator : Math.max(main.lastIndexOf('.'), main.lastIndexOf('/'));
        return Optional.of(main.substring(start + 1)).filter(name -> !name.isEmpty());
    }
}
