package dev.epicenter.rules.user;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Attribution;
import dev.epicenter.model.Attribution.Origin;
import dev.epicenter.model.Attribution.Owner;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Frame;
import dev.epicenter.rules.facts.Facts;
import dev.epicenter.rules.facts.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who answers for which code, and what was promised about it: a file of the user's. */
public final class FailureContract {
    /** Patterns that one sentence names. */
    private static final int NAMED = 5;

    private final List<ContractEntry> entries;

    FailureContract(List<ContractEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * Reads a contract.
     *
     * @throws RuleFileException with all that is wrong in it
     */
    public static FailureContract load(Path file) throws RuleFileException {
        return new ContractReader(file).read();
    }

    /** The same analysis with the owners of its incidents, and whether what was promised was kept. */
    public Analysis applyTo(Analysis analysis) {
        List<Origin> origins = analysis.attribution().incidents().stream()
                .map(origin -> withOwner(analysis, origin))
                .toList();
        Facts facts = new Facts(analysis);
        ObjectiveCheck check = new ObjectiveCheck(facts, owners(analysis));
        List<Attribution.Objective> objectives = new ArrayList<>();
        for (ContractEntry entry : entries) {
            entry.promises().forEach(promise -> objectives.add(check.judge(entry, promise)));
        }
        return analysis.with(new Attribution(true, origins, objectives)).withNotes(idle(analysis));
    }

    /** Patterns that fit nothing recorded: that code never came near a failure, or the name is wrong. Only the user can tell. */
    private List<String> idle(Analysis analysis) {
        Set<String> types = new HashSet<>();
        for (FailureSeries series : analysis.graph().series()) {
            types.add(series.site().frame().type());
            series.stack().frames().forEach(frame -> types.add(frame.type()));
        }
        List<String> patterns = entries.stream()
                .flatMap(entry -> entry.code().entrySet().stream())
                .filter(pattern -> types.stream().noneMatch(pattern.getValue()::fits))
                .map(Map.Entry::getKey)
                .toList();
        return patterns.isEmpty()
                ? List.of()
                : List.of("Of the failure contract, " + Words.list(patterns, NAMED)
                        + (patterns.size() == 1 ? " fits" : " fit")
                        + " no class on a recorded stack of a failure: no failure came near that code, or the name is"
                        + " another.");
    }

    private Origin withOwner(Analysis analysis, Origin origin) {
        int root = analysis.incidents().stream()
                .filter(i -> i.id().equals(origin.incident()))
                .findFirst()
                .orElseThrow()
                .root()
                .failure();
        Optional<Owner> owner = owned(analysis.graph().seriesOf(analysis.graph().failure(root)))
                .map(o -> o.entry().owner(o.pattern()));
        return new Origin(origin.incident(), origin.frame(), origin.inApp(), origin.artifact(), owner);
    }

    /** The entry for a failure's code, by the pattern that fits. */
    private record Owned(ContractEntry entry, String pattern) {}

    private Map<Integer, ContractEntry> owners(Analysis analysis) {
        Map<Integer, ContractEntry> owners = new HashMap<>();
        for (FailureSeries series : analysis.graph().series()) {
            owned(series).ifPresent(o -> owners.put(series.id(), o.entry()));
        }
        return owners;
    }

    /** Of the frame that stands for the failure; where nobody answers for that, of the innermost frame that somebody does for. */
    private Optional<Owned> owned(FailureSeries series) {
        return owned(series.site().frame().type()).or(() -> series.stack().frames().stream()
                .map(Frame::type)
                .map(this::owned)
                .flatMap(Optional::stream)
                .findFirst());
    }

    /** By the most exact pattern, of equal ones that which comes first. */
    private Optional<Owned> owned(String type) {
        List<Owned> fitting = new ArrayList<>();
        for (ContractEntry entry : entries) {
            entry.fitting(type).ifPresent(pattern -> fitting.add(new Owned(entry, pattern)));
        }
        return fitting.stream()
                .max(Comparator.<Owned>comparingInt(o -> ContractEntry.exactness(o.pattern()))
                        .thenComparing(o -> -fitting.indexOf(o)));
    }
}
