package dev.epicenter.cli;

import java.util.Map;

/**
 * Which of our streams a person looks at.
 *
 * @param out whether standard output is a terminal
 * @param err whether standard error is one
 */
record Terminal(boolean out, boolean err) {
    /** Files and pipes. */
    static final Terminal NONE = new Terminal(false, false);

    /** Set by the launcher to the descriptors that are terminals, such as {@code 1,2}: JDK 17 cannot tell them apart. */
    static final String VARIABLE = "EPICENTER_TTY";

    static Terminal of(Map<String, String> environment) {
        String descriptors = environment.getOrDefault(VARIABLE, "");
        return new Terminal(descriptors.contains("1"), descriptors.contains("2"));
    }
}
