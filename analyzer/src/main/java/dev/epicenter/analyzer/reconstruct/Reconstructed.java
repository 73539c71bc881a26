package dev.epicenter.analyzer.reconstruct;

import dev.epicenter.model.CrashLog;
import dev.epicenter.model.DataLoss;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.JvmProcess;
import dev.epicenter.model.Link;
import dev.epicenter.model.Recording;
import dev.epicenter.model.Sightings;
import dev.epicenter.model.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Hand-over from reconstruct to group.
 *
 * @param recording what was read, with the in-app prefixes
 * @param processes whose recordings they are, each with what it did and ran with
 * @param dataLoss  what is missing
 * @param graph     failures and the links chosen
 * @param others    by failure id, links into it that were considered and not chosen, best first
 * @param handlers  catch blocks that the agent saw run
 * @param tasks     units of work that the agent saw; position is {@link Task#id()}
 * @param sightings what else only the agent sees
 * @param causeMissing ids of failures built from a cause that is not in the recording
 * @param requestEnds ids of failures that requests ended in, as the agent saw
 * @param wakeOfEnd ids of failures that came of the end of their own process
 * @param courses   how failures lie in time
 * @param crashes   fatal error logs, each with the failure that stands for it
 */
public record Reconstructed(
        Recording recording,
        List<JvmProcess> processes,
        DataLoss dataLoss,
        FailureGraph graph,
        Map<Integer, List<Link>> others,
        ObservedHandlers handlers,
        List<Task> tasks,
        Sightings sightings,
        Set<Integer> causeMissing,
        Set<Integer> requestEnds,
        Set<Integer> wakeOfEnd,
        Courses courses,
        List<CrashLog> crashes) {
    public Reconstructed {
        processes = List.copyOf(processes);
        others = Map.copyOf(others);
        tasks = List.copyOf(tasks);
        causeMissing = Set.copyOf(causeMissing);
        requestEnds = Set.copyOf(requestEnds);
        wakeOfEnd = Set.copyOf(wakeOfEnd);
        crashes = List.copyOf(crashes);
    }

    /** The fatal error log of one of these failures. */
    public Optional<CrashLog> crashOf(List<Failure> failures) {
        return crashes.stream()
                .filter(c -> c.failure().isPresent())
                .filter(c ->
                        failures.stream().anyMatch(f -> f.id() == c.failure().get()))
                .findFirst();
    }
}
