package dev.epicenter.rules.facts;

import static java.util.Comparator.comparing;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Condition;
import dev.epicenter.model.EventRef;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Frame;
import dev.epicenter.model.InAppCode;
import dev.epicenter.model.Incident;
import dev.epicenter.model.JvmProcess;
import dev.epicenter.model.Link;
import dev.epicenter.model.Relation;
import dev.epicenter.model.Site;
import dev.epicenter.model.SymptomKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Questions that several rules put to an analysis. */
public final class Facts {
    /** Characters of a sentence that was made elsewhere. */
    private static final int SENTENCE = 300;

    /** Events that a finding refers to at most. */
    public static final int EVIDENCE = 5;

    /** Frames from the constructor to the initialiser of a constant at most: a factory or two between. */
    private static final int INITIALISER = 3;

    /** Relations by which a failure itself, and not only its traces, gets to another place. */
    private static final Set<Relation> HANDS_ON = EnumSet.of(
            Relation.CAUSE,
            Relation.WRAP,
            Relation.RETHROW,
            Relation.ASYNC,
            Relation.REMOTE,
            Relation.CLASS_INIT,
            Relation.RESOURCE,
            Relation.ENDED);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS 'UTC'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS 'UTC'").withZone(ZoneOffset.UTC);

    private final Analysis analysis;
    private final Map<Integer, Set<Integer>> incidentsBySeries = new HashMap<>();
    /** By failure: whether it speaks of itself, since a dozen rules ask; 0 when nobody has asked. */
    private final byte[] own;

    public Facts(Analysis analysis) {
        this.analysis = analysis;
        this.own = new byte[analysis.graph().failures().size()];
        for (int i = 0; i < analysis.incidents().size(); i++) {
            Incident incident = analysis.incidents().get(i);
            for (Failure failure : path(incident)) {
                note(failure, i);
            }
            for (Link branch : incident.branches()) {
                note(failure(branch.from()), i);
                note(failure(branch.to()), i);
            }
        }
    }

    private void note(Failure failure, int incident) {
        incidentsBySeries
                .computeIfAbsent(failure.series(), s -> new TreeSet<>())
                .add(incident);
    }

    public Analysis analysis() {
        return analysis;
    }

    private FailureGraph graph() {
        return analysis.graph();
    }

    public Failure failure(int id) {
        return graph().failure(id);
    }

    public FailureSeries series(Failure failure) {
        return graph().seriesOf(failure);
    }

    /** The failures of a series that were kept, in time order. */
    public List<Failure> exemplars(FailureSeries series) {
        List<Failure> exemplars = new ArrayList<>(series.exemplars().size());
        for (int id : series.exemplars()) {
            exemplars.add(failure(id));
        }
        return exemplars;
    }

    /** Name of the process of a failure, empty when there is only one and it has none. */
    public String process(Failure failure) {
        int process = failure.thread().process();
        List<JvmProcess> processes = analysis.processes();
        return process >= 0 && process < processes.size()
                ? processes.get(process).name()
                : "";
    }

    /** Time of day; with the date when the recording spans more than one day. */
    public String when(Instant at) {
        LocalDate first = LocalDate.ofInstant(analysis.recording().start(), ZoneOffset.UTC);
        LocalDate last = LocalDate.ofInstant(analysis.recording().end(), ZoneOffset.UTC);
        return (first.equals(last) ? TIME : DAY_AND_TIME).format(at);
    }

    /** Where it was thrown, the in-app frame if there is one. */
    public String site(Failure failure) {
        return site(series(failure).site());
    }

    public static String site(Site site) {
        return site.known() ? site.frame().display() : "a place without a recorded stack";
    }

    /** {@code TimeoutException at com.acme.Orders.place:42}; a condition has its words only. */
    public String what(Failure failure) {
        Site site = series(failure).site();
        String type = Words.type(failure.type());
        return failure.isCondition() && !site.known() ? type : type + " at " + site(site);
    }

    /** {@link #what} with the message. */
    public String told(Failure failure) {
        return what(failure) + Words.message(failure);
    }

    /**
     * The event that recorded it, as far as its type tells: the model keeps no event type, and an Error that does not end in
     * {@code Error} is taken for an exception.
     */
    public EventRef event(Failure failure) {
        boolean logged = analysis.crashes().stream()
                .anyMatch(c -> c.failure().filter(id -> id == failure.id()).isPresent());
        if (logged) {
            return EventRef.of("hs_err", failure);
        }
        String event = Condition.of(failure.type())
                .map(Facts::eventOf)
                .orElse(failure.type().endsWith("Error") ? "jdk.JavaErrorThrow" : "jdk.JavaExceptionThrow");
        return EventRef.of(event, failure);
    }

    private static String eventOf(Condition condition) {
        return switch (condition) {
            case OUT_OF_MEMORY -> "jdk.GCHeapSummary";
            case STACK_OVERFLOW -> "jdk.JavaErrorThrow";
            case DEADLOCK, HANG, WORK_LOST -> "jdk.ThreadDump";
            case GC_PAUSE -> "jdk.GarbageCollection";
            case CRASH, EXIT, KILLED, TERMINATED -> "jdk.Shutdown";
            case THREAD_DEATH -> "jdk.ThreadEnd";
            case TASK_STOPPED -> "jdk.ThreadPark";
        };
    }

    /** Incidents with that symptom, worst first. */
    public List<Incident> incidents(SymptomKind kind) {
        return analysis.incidents().stream()
                .filter(i -> i.symptom().kind() == kind)
                .toList();
    }

    /** The failures of an incident's main line in causal order: root, chain, symptom. */
    public List<Failure> path(Incident incident) {
        Set<Integer> ids = new LinkedHashSet<>();
        ids.add(incident.root().failure());
        incident.chain().forEach(link -> {
            ids.add(link.from());
            ids.add(link.to());
        });
        ids.add(incident.symptom().failure());
        return ids.stream().map(this::failure).toList();
    }

    /** The failure that a user met at the end of an incident. */
    public Failure symptom(Incident incident) {
        return failure(incident.symptom().failure());
    }

    /** The last exception on a path, which may end with a condition such as the death of the thread; else that condition. */
    public static Failure lastThrown(List<Failure> path) {
        return path.stream()
                .filter(f -> !f.isCondition())
                .reduce((first, last) -> last)
                .orElse(path.get(path.size() - 1));
    }

    /** Positions of the incidents that have one of these, or an equal of one, on their main line or a branch. */
    public Set<Integer> incidentsWith(Collection<Failure> failures) {
        return failures.stream()
                .flatMap(f -> incidentsBySeries.getOrDefault(f.series(), Set.of()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether code of the application threw it, and not a library or the JDK for it. */
    public boolean isOwn(Failure failure) {
        return failure.stack().top().filter(this::isOwn).isPresent();
    }

    /** Whether code of the application is anywhere on its stack; what libraries do on threads of their own is their affair. */
    public boolean concernsApplication(Failure failure) {
        return failure.stack().frames().stream().anyMatch(this::isOwn);
    }

    private boolean isOwn(Frame frame) {
        return analysis.recording().inApp().contains(frame.type());
    }

    /** Whether it speaks of itself: what carries another on in other's words is told by that one. */
    public boolean isItsOwn(Failure failure) {
        if (own[failure.id()] == 0) {
            boolean is = !failure.isCondition() && !isConstant(failure) && !repeatsItsCause(failure);
            own[failure.id()] = (byte) (is ? 1 : -1);
        }
        return own[failure.id()] > 0;
    }

    /**
     * Whether its message is that of the cause it carries, as {@code Throwable(Throwable)} makes it: then the cause has said it, and
     * what it says is no word of its own.
     */
    public boolean repeatsItsCause(Failure failure) {
        String message = failure.message().orElse("");
        return !message.isEmpty() && causesOf(failure).stream().anyMatch(cause -> message.startsWith(cause.type()));
    }

    /**
     * Whether it is a constant that a library keeps ready, such as Netty's StacklessClosedChannelException: built when its class was
     * initialised, thrown then or never. One that ended the initialiser is followed by ExceptionInInitializerError.
     */
    public boolean isConstant(Failure failure) {
        List<Frame> frames = failure.stack().frames();
        int near = Math.min(INITIALISER, frames.size());
        boolean initialiser = false;
        for (int i = 0; i < near && !initialiser; i++) {
            initialiser = frames.get(i).method().equals("<clinit>");
        }
        return initialiser
                && (frames.get(0).method().equals("<clinit>")
                        || frames.get(0).type().equals(failure.type()))
                && graph().outOf(failure.id()).stream()
                        .map(l -> failure(l.to()).type())
                        .noneMatch("java.lang.ExceptionInInitializerError"::equals);
    }

    /**
     * Where thread main went on after a failure, as another that it threw later shows, which no link leads to: the innermost frame of the
     * application that both were thrown below. The first was caught there or further in, since main is called once. Empty when nothing
     * shows it, and for other threads, whose outer frames are called again and again.
     */
    public Optional<Frame> caughtInMain(Failure failure) {
        if (!failure.thread().name().equals("main")) {
            return Optional.empty();
        }
        Set<Integer> made = new HashSet<>();
        consequences(failure.id(), made);
        return graph().failures().stream()
                .filter(f -> f.id() > failure.id() && f.thread().equals(failure.thread()) && !f.isCondition())
                .filter(f -> !made.contains(f.id()))
                .map(f -> common(failure.stack().frames(), f.stack().frames()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private void consequences(int failure, Set<Integer> made) {
        for (Link link : graph().outOf(failure)) {
            if (made.add(link.to())) {
                consequences(link.to(), made);
            }
        }
    }

    /** Innermost frame of the application among the outer frames that are the same methods on both, main's among them. */
    private Optional<Frame> common(List<Frame> one, List<Frame> other) {
        Optional<Frame> found = Optional.empty();
        boolean main = false;
        for (int out = 1; out <= Math.min(one.size(), other.size()); out++) {
            Frame frame = one.get(one.size() - out);
            if (!frame.sameMethod(other.get(other.size() - out))) {
                break;
            }
            main |= frame.method().equals("main");
            found = isOwn(frame) ? Optional.of(frame) : found;
        }
        return main ? found : Optional.empty();
    }

    /** Whether an incident has it, or an equal of it. */
    public boolean inIncident(Failure failure) {
        return incidentsBySeries.containsKey(failure.series());
    }

    /** Whether an incident has one of these. */
    public boolean inIncident(FailureSeries series) {
        return incidentsBySeries.containsKey(series.id());
    }

    /**
     * Whether it had a consequence that is known: an incident, the end of a thread or task, or another failure that code other
     * than the JDK's and other than the library it came from made of it. What was handled on the spot has none.
     */
    public boolean wentOn(FailureSeries series) {
        return incidentsBySeries.containsKey(series.id())
                || series.exemplars().stream().anyMatch(f -> ledOn(f, series.site(), new HashSet<>()));
    }

    /** @param site where it came out of a library's or the JDK's code: what that makes of it at the same place does not count */
    private boolean ledOn(int failure, Site site, Set<Integer> seen) {
        for (Link link : graph().outOf(failure)) {
            if (HANDS_ON.contains(link.relation()) && seen.add(link.to())) {
                Failure next = failure(link.to());
                boolean takenUp = next.stack()
                                .top()
                                .filter(f -> !InAppCode.isJdk(f.type()))
                                .isPresent()
                        && !series(next).background()
                        && !series(next).site().equals(site);
                if (next.isCondition() || takenUp || ledOn(link.to(), site, seen)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What it carries on, by links into it. */
    public List<Failure> causesOf(Failure failure) {
        return graph().into(failure.id()).stream()
                .filter(l -> HANDS_ON.contains(l.relation()))
                .map(l -> failure(l.from()))
                .toList();
    }

    /** Whether a failure of one went on as one of the other. */
    public boolean areLinked(FailureSeries one, FailureSeries other) {
        return leads(one, other) || leads(other, one);
    }

    private boolean leads(FailureSeries from, FailureSeries to) {
        return from.exemplars().stream()
                .flatMap(f -> graph().outOf(f).stream())
                .anyMatch(
                        l -> HANDS_ON.contains(l.relation()) && failure(l.to()).series() == to.id());
    }

    /** Confidence of an incident's last link of that relation; empty when it has none. */
    public Optional<Double> confidence(Incident incident, Relation relation) {
        return incident.chain().stream()
                .filter(l -> l.relation() == relation)
                .map(Link::confidence)
                .reduce((first, last) -> last);
    }

    /** Links of these relations, equal ones together, the most confident group first. */
    public List<Led> led(Relation first, Relation... more) {
        Set<Relation> wanted = EnumSet.of(first, more);
        Map<List<Object>, List<Link>> groups = graph().links().stream()
                .filter(l -> wanted.contains(l.relation()))
                .collect(Collectors.groupingBy(
                        l -> List.of(failure(l.from()).series(), failure(l.to()).series(), l.relation()),
                        LinkedHashMap::new,
                        Collectors.toCollection(ArrayList::new)));
        return groups.values().stream()
                .map(this::led)
                .sorted(comparing((Led l) -> l.link().confidence())
                        .reversed()
                        .thenComparing(l -> l.link().from())
                        .thenComparing(l -> l.link().to()))
                .toList();
    }

    private Led led(List<Link> group) {
        group.sort(
                comparing(Link::confidence).reversed().thenComparing(Link::from).thenComparing(Link::to));
        Link best = group.get(0);
        return new Led(failure(best.from()), failure(best.to()), best, group.size());
    }

    /**
     * Equal links: from one series to another.
     *
     * @param from  where the best of them begins
     * @param to    where it ends
     * @param link  the most confident
     * @param count how many there are among the failures kept
     */
    public record Led(Failure from, Failure to, Link link, int count) {
        public List<Failure> both() {
            return List.of(from, to);
        }

        public double confidence() {
            return link.confidence();
        }

        /** Its first evidence in words, with a full stop. */
        public String evidence() {
            return sentence(link.evidence().get(0).text());
        }

        public boolean hasEvidence(String name) {
            return link.evidence().stream().anyMatch(e -> e.name().equals(name));
        }

        /** What speaks against it, in words. */
        public String counter() {
            return Words.sentences(
                    link.counter().stream().map(e -> sentence(e.text())).toArray(String[]::new));
        }
    }

    public static String sentence(String text) {
        String line = Words.line(text, SENTENCE);
        return line.isEmpty() || line.endsWith(".") || line.endsWith("…") ? line : line + ".";
    }
}
