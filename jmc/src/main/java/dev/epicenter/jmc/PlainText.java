package dev.epicenter.jmc;

/** Text as JMC shows it: escaped, but for the two things that it reads in any text of a result. */
final class PlainText {
    private PlainText() {}

    /**
     * Takes apart what JMC would turn into something else: {@code [title](address)} into a link that runs what it says, {@code
     * {name}} into a value of the result.
     */
    static String of(String text) {
        return text.replace("](", "] (").replace("{", "{ ");
    }
}
