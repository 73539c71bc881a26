package dev.epicenter.render.html;

import dev.epicenter.model.Finding;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Link;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Ids of the page's elements: what a link shared in a chat leads to. Each is given out once. */
final class Anchors {
    private final Map<Edge, String> links = new HashMap<>();
    private final Map<Finding, String> findings = new IdentityHashMap<>();
    private final Set<String> given = new HashSet<>();

    Anchors(List<Incident> incidents, List<Finding> shown) {
        for (Incident incident : incidents) {
            int number = 1;
            for (Link link : shownLinks(incident)) {
                links.putIfAbsent(Edge.of(link), incident.id() + "-link-" + number++);
            }
        }
        Map<String, Integer> ofRule = new HashMap<>();
        for (Finding finding : shown) {
            int number = ofRule.merge(finding.rule(), 1, Integer::sum);
            findings.put(finding, "finding-" + finding.rule() + (number > 1 ? "-" + number : ""));
        }
    }

    private static List<Link> shownLinks(Incident incident) {
        List<Link> shown = new java.util.ArrayList<>(ReportPage.first(incident.chain(), ReportPage.LINKS));
        shown.addAll(ReportPage.first(incident.branches(), ReportPage.BRANCHES));
        return shown;
    }

    /** Where a link is explained, by its ends. */
    Map<Edge, String> links() {
        return links;
    }

    /** Where a link is explained; empty where the page has no room for it. */
    Optional<String> of(Link link) {
        return Optional.ofNullable(links.get(Edge.of(link)));
    }

    /** Where a finding stands. */
    String of(Finding finding) {
        return findings.getOrDefault(finding, "findings");
    }

    /** Whether an id has not been given out before: an element that is shown twice has it once. */
    boolean take(String id) {
        return given.add(id);
    }
}
