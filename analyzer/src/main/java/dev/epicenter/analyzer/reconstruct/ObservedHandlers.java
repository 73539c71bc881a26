package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.analyzer.read.AgentRecord;
import dev.epicenter.analyzer.read.AgentRecord.HandlerCode;
import dev.epicenter.analyzer.read.AgentRecord.Handling;
import dev.epicenter.model.Failure;
import dev.epicenter.model.HandlerSite;
import dev.epicenter.model.HandlerSite.Received;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Catch blocks that the agent saw run.
 *
 * @param sites   position is {@link HandlerSite#id()}; the incidents are not known here
 * @param caught  by failure id: ids of the sites that received it, in time order
 * @param byNumber ids of the sites by the agent's numbers, of one process; empty of several
 */
public record ObservedHandlers(
        List<HandlerSite> sites, Map<Integer, List<Integer>> caught, Map<Long, Integer> byNumber) {
    /** Of {@link HandlerSite#does()}: the cause is lost. */
    public static final String THROWS_OTHER = "throws another that does not carry it";

    /** Of {@link HandlerSite#does()}: the log says little. */
    public static final String LOGS_MESSAGE = "logs the message without the exception";

    /** What a catch block does, by the agent's word for it; the others say nothing that the disposition does not. */
    private static final Map<String, String> IN_WORDS = Map.ofEntries(
            Map.entry("empty", "has no code"),
            Map.entry("ignores", "does not look at the exception"),
            Map.entry("rethrows", "throws it again"),
            Map.entry("wraps", "throws another that carries it"),
            Map.entry("throws-other", THROWS_OTHER),
            Map.entry("logs", "logs it"),
            Map.entry("logs-message", LOGS_MESSAGE),
            Map.entry("prints", "prints it"),
            Map.entry("passes", "hands it to a method"),
            Map.entry("stores", "keeps it in a field"),
            Map.entry("inspects", "asks it for details"),
            Map.entry("returns", "returns it"),
            Map.entry("suppresses", "adds to the suppressed"),
            Map.entry("completes-future", "completes a future with it"),
            Map.entry("restores-interrupt", "sets the interrupt status again"),
            Map.entry("exits", "ends the process"),
            Map.entry("retries", "tries again"),
            Map.entry("waits", "waits"),
            Map.entry("continues", "goes on"));

    /**
     * Those of one process.
     *
     * @param process its index
     */
    static ObservedHandlers of(FailureIndex index, int process) {
        AgentRecord record = index.observed().record();
        Map<Long, Integer> idOfSite = new HashMap<>();
        List<HandlerCode> ran =
                record.handlers().stream().filter(h -> h.hits() > 0).toList();
        ran.forEach(h -> idOfSite.put(h.site(), idOfSite.size()));
        Map<Integer, List<Integer>> caught = new HashMap<>();
        Map<Long, Map<String, Integer>> seriesOf = new HashMap<>();
        for (Failure failure : index.failures()) {
            for (Handling handling : index.observed().handlings(failure)) {
                Integer site = idOfSite.get(handling.site());
                if (site != null) {
                    caught.computeIfAbsent(failure.id(), f -> new ArrayList<>()).add(site);
                    seriesOf.computeIfAbsent(handling.site(), s -> new HashMap<>())
                            .putIfAbsent(failure.type(), failure.series());
                }
            }
        }
        HandlerRemarks remarks = new HandlerRemarks(index);
        List<HandlerSite> sites = new ArrayList<>();
        for (HandlerCode h : ran) {
            sites.add(new HandlerSite(
                    sites.size(),
                    process,
                    h.frame(),
                    h.caught(),
                    h.disposition(),
                    h.does().stream()
                            .map(word -> IN_WORDS.getOrDefault(word, word))
                            .toList(),
                    h.hits(),
                    h.recorded(),
                    h.handling(),
                    received(h, seriesOf.getOrDefault(h.site(), Map.of())),
                    List.of(),
                    remarks.of(h)));
        }
        return new ObservedHandlers(sites, caught, idOfSite);
    }

    private static List<Received> received(HandlerCode handler, Map<String, Integer> series) {
        return handler.received().entrySet().stream()
                .filter(e -> !e.getKey().isEmpty())
                .map(e -> new Received(e.getKey(), e.getValue(), Optional.ofNullable(series.get(e.getKey()))))
                .sorted(Comparator.comparingLong(Received::count).reversed().thenComparing(Received::type))
                .toList();
    }
}
