package dev.epicenter.render.html;

import dev.epicenter.model.Certainty;
import dev.epicenter.model.Failure;
import dev.epicenter.model.Incident;
import dev.epicenter.model.Link;
import dev.epicenter.model.Names;
import dev.epicenter.model.ThreadRef;
import dev.epicenter.render.texts.Clock;
import dev.epicenter.render.texts.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The propagation chain as a sequence: a lane a thread, lanes of one process side by side, a step a row, time downwards. Only
 * numbers and texts; the template writes the SVG, so that texts are escaped there.
 */
record PathDrawing(
        int width,
        int height,
        int head,
        List<Group> groups,
        List<Lane> lanes,
        List<Step> steps,
        List<Arrow> arrows,
        int hidden) {
    /** Room for times, and for times with a day. */
    private static final int GUTTER = 96;

    private static final int DAY_GUTTER = 148;
    private static final int HEAD = 38;
    /** Room for names of processes. */
    private static final int GROUP_HEAD = 22;

    private static final int BOX = 48;
    private static final int PITCH = 84;
    /** Room for what is said below the last box. */
    private static final int FLAG = 22;

    private static final int LANE = 264;
    private static final int MIN_PITCH = 120;
    private static final int WIDTH = 670;
    /** Widths of a letter in the style sheet's fonts, for the widest font that it may fall back to. */
    private static final double NAME_LETTER = 8.8;

    private static final int PLACE_LETTER = 7;
    /** Steps that are drawn; of a longer chain the middle is left out. */
    private static final int STEPS = 12;

    /** A process. */
    record Group(int x, int width, String name) {}

    /** A thread. */
    record Lane(int x, int width, String name, String full) {
        int middle() {
            return x + width / 2;
        }
    }

    /** A failure. */
    record Step(
            int failure,
            int x,
            int y,
            int width,
            String type,
            String shownType,
            String place,
            String time,
            String after,
            String thread,
            String arrivesBy,
            String full,
            boolean root,
            boolean symptom) {
        int height() {
            return BOX;
        }

        int middle() {
            return x + width / 2;
        }

        String cssClass() {
            return root ? "step root" : symptom ? "step seen" : "step";
        }
    }

    /** A link. */
    record Arrow(
            String path, int labelX, int labelY, String textAnchor, String label, boolean observed, String anchor) {
        int labelWidth() {
            return (int) (label.length() * 6.7) + 12;
        }

        int boxX() {
            return textAnchor.equals("middle") ? labelX - labelWidth() / 2 : labelX - 6;
        }
    }

    /** Whether it has more lanes than fit, so that it scrolls and is not shrunk. */
    boolean wide() {
        return width > WIDTH * 6 / 5;
    }

    static PathDrawing of(Incident incident, ReportPage page) {
        return new Draft(incident, page).drawing();
    }

    /** What goes into one drawing. */
    private static final class Draft {
        private final Incident incident;
        private final ReportPage page;
        private final List<Integer> shown;
        private final int hidden;
        private final Map<ThreadRef, Lane> lanes = new LinkedHashMap<>();
        private final int head;
        private final int gutter;

        Draft(Incident incident, ReportPage page) {
            this.incident = incident;
            this.page = page;
            List<Integer> all = new ArrayList<>(failures());
            this.shown = all.size() <= STEPS ? all : ends(all);
            this.hidden = all.size() - shown.size();
            this.head = HEAD + (page.severalProcesses() ? GROUP_HEAD : 0);
            this.gutter = page.facts().clock().severalDays() ? DAY_GUTTER : GUTTER;
            layLanes();
        }

        private Set<Integer> failures() {
            Set<Integer> ids = new LinkedHashSet<>();
            if (incident.chain().isEmpty()) {
                ids.add(incident.root().failure());
                ids.add(incident.symptom().failure());
            }
            for (Link link : incident.chain()) {
                ids.add(link.from());
                ids.add(link.to());
            }
            return ids;
        }

        private static List<Integer> ends(List<Integer> all) {
            List<Integer> kept = new ArrayList<>(all.subList(0, STEPS / 2));
            kept.addAll(all.subList(all.size() - STEPS / 2, all.size()));
            return kept;
        }

        /** Up to two lanes stand side by side; more overlap, which no box does since each has a row of its own. */
        private void layLanes() {
            List<ThreadRef> threads = shown.stream()
                    .map(id -> page.failure(id).thread())
                    .distinct()
                    // Stable, so that within a process the lane where it began comes first.
                    .sorted(java.util.Comparator.comparingInt(this::firstOfProcess))
                    .toList();
            boolean sideBySide = threads.size() <= 2;
            int width = sideBySide ? (WIDTH - gutter) / threads.size() : LANE;
            int pitch = sideBySide ? width : Math.max(MIN_PITCH, (WIDTH - gutter - LANE) / (threads.size() - 1));
            int letters = (int) (Math.min(width, pitch) / NAME_LETTER) - 1;
            for (ThreadRef thread : threads) {
                String name = Words.shortenMiddle(thread.display(), letters);
                lanes.put(thread, new Lane(gutter + lanes.size() * pitch, width, name, page.where(thread)));
            }
        }

        private int firstOfProcess(ThreadRef thread) {
            for (int i = 0; i < shown.size(); i++) {
                if (page.failure(shown.get(i)).thread().process() == thread.process()) {
                    return i;
                }
            }
            return shown.size();
        }

        PathDrawing drawing() {
            Map<Integer, Step> steps = new LinkedHashMap<>();
            Instant begin = page.failure(shown.get(0)).at();
            for (int id : shown) {
                steps.put(id, step(id, steps.size(), begin));
            }
            List<Arrow> arrows = new ArrayList<>();
            for (Link link : incident.chain()) {
                Step from = steps.get(link.from());
                Step to = steps.get(link.to());
                if (from != null && to != null) {
                    arrows.add(arrow(link, from, to));
                }
            }
            int width = WIDTH;
            for (Lane lane : lanes.values()) {
                width = Math.max(width, lane.x() + lane.width());
            }
            for (Arrow arrow : arrows) {
                width = Math.max(width, arrow.boxX() + arrow.labelWidth() + 2);
            }
            int height = head + (steps.size() - 1) * PITCH + BOX + FLAG;
            return new PathDrawing(
                    width,
                    height,
                    head,
                    page.severalProcesses() ? groups() : List.of(),
                    List.copyOf(lanes.values()),
                    List.copyOf(steps.values()),
                    arrows,
                    hidden);
        }

        private List<Group> groups() {
            Map<Integer, Group> groups = new LinkedHashMap<>();
            lanes.forEach((thread, lane) -> groups.merge(
                    thread.process(),
                    new Group(lane.x() + 3, lane.width() - 6, page.process(thread.process())),
                    (a, b) -> new Group(a.x(), b.x() + b.width() - a.x(), a.name())));
            return List.copyOf(groups.values());
        }

        private Step step(int id, int row, Instant begin) {
            Failure failure = page.failure(id);
            Lane lane = Objects.requireNonNull(lanes.get(failure.thread()), "every step's thread has a lane");
            int boxWidth = Math.min(320, lane.width() - 14);
            int letters = (int) ((boxWidth - 22) / NAME_LETTER);
            return new Step(
                    id,
                    lane.middle() - boxWidth / 2,
                    head + row * PITCH,
                    boxWidth,
                    Names.simple(failure.type()),
                    Words.shortenMiddle(Names.simple(failure.type()), letters),
                    Words.shortenMiddle(page.facts().shortPlace(failure), (boxWidth - 22) / PLACE_LETTER),
                    page.facts().clock().time(failure.at()),
                    row == 0 ? "" : Clock.signed(Duration.between(begin, failure.at())),
                    page.where(failure.thread()),
                    arrivesBy(id),
                    Words.shorten(failure.asString(), 300) + " at "
                            + page.facts().place(failure) + " in " + page.where(failure.thread()),
                    id == incident.root().failure(),
                    id == incident.symptom().failure());
        }

        private String arrivesBy(int failure) {
            return incident.chain().stream()
                    .filter(link -> link.to() == failure)
                    .findFirst()
                    .map(Words::relation)
                    .orElse("");
        }

        private Arrow arrow(Link link, Step from, Step to) {
            String label = Words.relation(link);
            boolean observed = link.certainty() == Certainty.OBSERVED;
            String anchor = page.target(link, incident);
            int fromY = from.y() + BOX;
            int toY = to.y() - 2;
            if (to.y() - from.y() != PITCH) {
                int side = Math.max(from.x(), to.x()) + from.width() + 5;
                int middle = (from.y() + to.y() + BOX) / 2;
                String path = "M" + (from.x() + from.width()) + " " + (from.y() + BOX / 2) + "H" + side + "V"
                        + (to.y() + BOX / 2) + "H" + (to.x() + to.width() + 2);
                return new Arrow(path, side - 8, middle, "middle", label, observed, anchor);
            }
            if (from.middle() == to.middle()) {
                String path = "M" + from.middle() + " " + fromY + "V" + toY;
                return new Arrow(path, from.middle() + 14, fromY + 22, "start", label, observed, anchor);
            }
            int turn = fromY + 16;
            String path = "M" + from.middle() + " " + fromY + "V" + turn + "H" + to.middle() + "V" + toY;
            return new Arrow(path, (from.middle() + to.middle()) / 2, turn + 4, "middle", label, observed, anchor);
        }
    }
}
