package dev.epicenter.cli;

/** Text from outside made fit for one line of a terminal. */
final class OneLine {
    private OneLine() {}

    /** {@code text} with line breaks as spaces and other control characters as question marks. */
    static String of(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
    }
}
