package dev.epicenter.rules.user;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Incident;
import dev.epicenter.rules.Parameter;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What stands in the fields of a {@link Template}. Texts of a recording are put on one line and cut; whoever renders the finding
 * hides secrets and escapes.
 */
final class Filling {
    private static final int MAX = 200;
    private static final int SHOWN = 2;

    private final RuleInput input;
    private final Facts facts;
    private final List<Parameter> parameters;
    private final Group group;
    private final Reached reached;
    private final String window;

    Filling(RuleInput input, List<Parameter> parameters, Group group, Reached reached, String window) {
        this.input = input;
        this.facts = input.facts();
        this.parameters = parameters;
        this.group = group;
        this.reached = reached;
        this.window = window;
    }

    String value(String field) {
        Failure first = group.failures().get(0);
        String value =
                switch (field) {
                    case "type" -> different(f -> f.type());
                    case "message" -> different(f -> f.message().orElse(""));
                    case "site" -> different(facts::site);
                    case "thread" -> different(f -> f.thread().display());
                    case "thread-group" -> different(
                            f -> Words.threadGroup(f.thread().display()));
                    case "process" -> different(facts::process);
                    case "count" -> Words.count(reached.count());
                    case "of" -> Words.count(reached.of());
                    case "share" -> Words.share((double) reached.count() / Math.max(1, reached.of()));
                    case "first" -> facts.when(first.at());
                    case "last" -> facts.when(last());
                    case "at" -> facts.when(reached.at());
                    case "window" -> window.isEmpty() ? "the recording" : window;
                    case "incident" -> incident(first).map(Incident::id).orElse("no incident");
                    case "root" -> incident(first)
                            .map(i -> facts.what(facts.failure(i.root().failure())))
                            .orElseGet(() -> facts.what(first));
                    case "key" -> String.join(", ", group.key());
                    default -> parameter(field);
                };
        return Words.line(value, MAX);
    }

    private String parameter(String field) {
        return parameters.stream()
                .filter(p -> field.equals(Condition.PARAM + p.name()))
                .findFirst()
                .map(input::text)
                .orElse("");
    }

    private Instant last() {
        List<Failure> failures = group.failures();
        return failures.get(failures.size() - 1).at();
    }

    private String different(java.util.function.Function<Failure, String> of) {
        Set<String> values = new TreeSet<>();
        group.failures().forEach(f -> values.add(of.apply(f)));
        values.remove("");
        return Words.list(List.copyOf(values), SHOWN);
    }

    private Optional<Incident> incident(Failure failure) {
        return facts.incidentsWith(List.of(failure)).stream()
                .findFirst()
                .map(facts.analysis().incidents()::get);
    }
}
