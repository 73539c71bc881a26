package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Condition;
import dev.epicenter.model.EventRef;
import dev.epicenter.model.Evidence;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Link;
import dev.epicenter.model.Relation;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.ThreadRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A condition concluded from the events, before it has its place among the failures, with what may have led to it. */
final class Supposed {
    private record Argument(String name, double weight, String text, boolean supports) {}

    private static final Failure NONE =
            new Failure(0, 0, Instant.EPOCH, "", Optional.empty(), StackTrace.EMPTY, ThreadRef.UNKNOWN);

    final Condition condition;
    final Instant at;
    final ThreadRef thread;
    final StackTrace stack;
    final String message;
    final Optional<Failure> cause;
    private final List<Argument> arguments = new ArrayList<>();
    private Optional<Supposed> before = Optional.empty();
    private Optional<Failure> effect = Optional.empty();
    private Optional<String> event = Optional.empty();
    private Relation relation = Relation.ENDED;
    private Set<String> stuck = Set.of();
    /** What the agent saw of it; null when it is concluded. */
    private @Nullable Evidence seen;

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

    /** Another condition that led to it, in the place of a recorded failure. */
    Supposed after(Supposed other) {
        before = Optional.of(other);
        return this;
    }

    /** How what led to it did so; {@code ended} unless told. */
    Supposed by(Relation how) {
        relation = how;
        return this;
    }

    Relation relation() {
        return relation;
    }

    /** Names of threads that it keeps from going on. */
    Supposed stuck(Collection<String> names) {
        stuck = Set.copyOf(names);
        return this;
    }

    Set<String> stuck() {
        return stuck;
    }

    /** A recorded failure that it led to, which the arguments then speak of. */
    Supposed leadsTo(Failure failure) {
        effect = Optional.of(failure);
        return this;
    }

    Optional<Failure> effect() {
        return effect;
    }

    /** What tells of it, where that is not the event that its condition is usually known by. */
    Supposed seenIn(String source) {
        event = Optional.of(source);
        return this;
    }

    Optional<String> event() {
        return event;
    }

    /** The condition that led to it, if one did. */
    Optional<Supposed> before() {
        return before;
    }

    /**
     * The agent saw its cause end it.
     *
     * @param event type of the event that says so
     */
    Supposed seen(String name, String text, String event) {
        seen = new Evidence(name, text, 1, List.of(new EventRef(event, at, thread.display(), stack.frames())));
        return this;
    }

    /** How firmly what led to it is linked to it; 1 where nothing is known to have, or where it was seen. */
    double confidence() {
        return seen == null && (cause.isPresent() || before.isPresent())
                ? argue(NONE, NONE).confidence()
                : 1;
    }

    /** The link from its cause, once both ends have their ids. */
    Link link(Failure from, Failure to) {
        return seen != null
                ? ObservedFinder.observed(from, to, relation, seen)
                : argue(from, to).witnessedBy(Optional.empty(), event).as(relation);
    }

    /** The case for a link, once both ends have their ids. */
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
