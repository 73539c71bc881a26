package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.Certainty;
import dev.epicenter.model.EventRef;
import dev.epicenter.model.Evidence;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Link;
import dev.epicenter.model.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what speaks for one link. Independent pieces of evidence combine by noisy-or: {@code 1 - Π(1 - weight)}, the
 * chance that at least one of them is not mere coincidence (Pearl, Probabilistic Reasoning in Intelligent Systems, 1988,
 * §4.3). The weights are judgements, checked against the samples' truth by the end-to-end tests.
 */
final class Case {
    /** No inference from stock events is ever certain. */
    static final double MOST = 0.98;

    private final Failure from;
    private final Failure to;
    private final List<Piece> evidence = new ArrayList<>();
    private final List<Piece> counter = new ArrayList<>();
    private double doubt = 1;
    private @Nullable String fromEvent;
    private @Nullable String toEvent;
    private double discount = 1;

    /** One piece of evidence, its text not made yet: of most pairs of failures that are looked at no link is left. */
    private record Piece(String name, double weight, Supplier<String> text) {
        Evidence about(List<EventRef> events) {
            return new Evidence(name, text.get(), weight, events);
        }
    }

    Case(Failure from, Failure to) {
        this.from = from;
        this.to = to;
    }

    /** Names what tells of both, where their types do not. */
    Case witnessedBy(Optional<String> ofFrom, Optional<String> ofTo) {
        fromEvent = ofFrom.orElse(fromEvent);
        toEvent = ofTo.orElse(toEvent);
        return this;
    }

    Case with(String name, double weight, String text) {
        return with(name, weight, () -> text);
    }

    /** With a text that is made only when it is needed. */
    Case with(String name, double weight, Supplier<String> text) {
        evidence.add(new Piece(name, weight, text));
        doubt *= 1 - weight;
        return this;
    }

    Case withIf(boolean holds, String name, double weight, String text) {
        return holds ? with(name, weight, text) : this;
    }

    Case withIf(boolean holds, String name, double weight, Supplier<String> text) {
        return holds ? with(name, weight, text) : this;
    }

    /** Something that makes the link less probable: the confidence is multiplied by {@code factor}. */
    Case against(String name, double factor, String text) {
        return against(name, factor, () -> text);
    }

    Case against(String name, double factor, Supplier<String> text) {
        counter.add(new Piece(name, 1 - factor, text));
        discount *= factor;
        return this;
    }

    Case againstIf(boolean holds, String name, double factor, String text) {
        return holds ? against(name, factor, text) : this;
    }

    Case againstIf(boolean holds, String name, double factor, Supplier<String> text) {
        return holds ? against(name, factor, text) : this;
    }

    boolean has(String name) {
        for (Piece piece : evidence) {
            if (piece.name.equals(name)) {
                return true;
            }
        }
        return false;
    }

    Failure from() {
        return from;
    }

    double confidence() {
        return Math.min(MOST, 1 - doubt) * discount;
    }

    Link as(Relation relation) {
        List<Evidence> witnessed = new ArrayList<>(evidence.size());
        for (Piece piece : evidence) {
            witnessed.add(piece.about(witnessed.isEmpty() ? events() : List.of()));
        }
        List<Evidence> contrary =
                counter.stream().map(piece -> piece.about(List.of())).toList();
        return new Link(from.id(), to.id(), relation, Certainty.INFERRED, round(confidence()), witnessed, contrary);
    }

    /** The link, if it is firm enough to be weighed against others. */
    Optional<Link> ifWorthIt(Relation relation) {
        return isWorthIt() ? Optional.of(as(relation)) : Optional.empty();
    }

    /** Whether a link of it is firm enough to be weighed against others. */
    boolean isWorthIt() {
        return confidence() >= LinkSelection.LEAST / 2;
    }

    private List<EventRef> events() {
        return List.of(
                EventRef.of(fromEvent == null ? Events.of(from) : fromEvent, from),
                EventRef.of(toEvent == null ? Events.of(to) : toEvent, to));
    }

    /** Three digits: more would claim a precision that weights do not have. */
    static double round(double confidence) {
        return Math.round(confidence * 1000) / 1000.0;
    }
}
