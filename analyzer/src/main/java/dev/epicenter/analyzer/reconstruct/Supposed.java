package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Condition;
import dev.epicenter.model.Failure;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.ThreadRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A condition concluded from the events, before it has its place among the failures, with what may have led to it. */
final class Supposed {
    private record Argument(String name, double weight, String text, boolean supports) {}

    final Condition condition;
    final Instant at;
    final ThreadRef thread;
    final StackTrace stack;
    final String message;
    final Optional<Failure> cause;
    private final List<Argument> arguments = new ArrayList<>();

    Supposed(
            Condition condition,
            Instant at,
            ThreadRef thread,
            StackTrace stack,
            String message,
            Optional<Failure> cause) {
        this.condition = condition;
        this.at = at;
        this.thread = thread;
        this.stack = stack;
        this.message = message;
        this.cause = cause;
    }

    Supposed with(String name, double weight, String text) {
        arguments.add(new Argument(name, weight, text, true));
        return this;
    }

    Supposed against(String name, double factor, String text) {
        arguments.add(new Argument(name, factor, text, false));
        return this;
    }

    /** How firmly the cause is linked to it. */
    double confidence() {
        return cause.map(c -> argue(c, c).confidence()).orElse(1.0);
    }

    /** The case for the link, once both ends have their ids. */
    Case argue(Failure from, Failure to) {
        Case made = new Case(from, to);
        for (Argument a : arguments) {
            if (a.supports()) {
                made.with(a.name(), a.weight(), a.text());
            } else {
                made.against(a.name(), a.weight(), a.text());
            }
        }
        return made;
    }
}
