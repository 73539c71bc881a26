package dev.epicenter.analyzer.jfr;

/** Takes the events of one type. */
@FunctionalInterface
public interface EventSink {
    /**
     * Takes one.
     *
     * @param event valid until this returns
     */
    void accept(Event event);
}
