package dev.epicenter.analyzer.scrub;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When incidents took place: how each spread from its root the first time, and the last that was seen of it. */
public final class IncidentWindows {
    private IncidentWindows() {}

    /**
     * The windows of all incidents, in time order; none when there are no incidents.
     *
     * @param before how much of the time before each is in its window
     * @param after  how much of the time behind it
     */
    public static List<Window> of(Analysis analysis, Duration before, Duration after) {
        List<Window> windows = new ArrayList<>();
        for (Incident incident : analysis.incidents()) {
            Instant spread = incident.first();
            for (Link link : incident.chain()) {
                spread = later(spread, link.to(), analysis);
            }
            windows.add(new Window(incident.first().minus(before), spread.plus(after)));
            windows.add(
                    new Window(incident.last().minus(before), incident.last().plus(after)));
        }
        return Window.joined(windows);
    }

    private static Instant later(Instant than, int failure, Analysis analysis) {
        Failure reached = analysis.graph().failure(failure);
        return reached.at().isAfter(than) ? reached.at() : than;
    }
}
