package dev.epicenter.render.texts;

import dev.epicenter.model.Analysis;
import dev.epicenter.model.Artifact;
import dev.epicenter.model.Attribution;
import dev.epicenter.model.ClockOffset;
import dev.epicenter.model.Curve;
import dev.epicenter.model.DataLoss;
import dev.epicenter.model.Diagnosis;
import dev.epicenter.model.Environment;
import dev.epicenter.model.EventRef;
import dev.epicenter.model.Evidence;
import dev.epicenter.model.Failure;
import dev.epicenter.model.FailureGraph;
import dev.epicenter.model.FailureSeries;
import dev.epicenter.model.Finding;
import dev.epicenter.model.Frame;
import dev.epicenter.model.Handler;
import dev.epicenter.model.HandlerSite;
import dev.epicenter.model.InAppCode;
import dev.epicenter.model.Incident;
import dev.epicenter.model.JmcRules;
import dev.epicenter.model.JvmProcess;
import dev.epicenter.model.Link;
import dev.epicenter.model.Machine;
import dev.epicenter.model.Pause;
import dev.epicenter.model.PolicyFiring;
import dev.epicenter.model.ProcessFacts;
import dev.epicenter.model.Reason;
import dev.epicenter.model.Recording;
import dev.epicenter.model.RootCause;
import dev.epicenter.model.RuleResult;
import dev.epicenter.model.Shutdown;
import dev.epicenter.model.Site;
import dev.epicenter.model.StackTrace;
import dev.epicenter.model.Symptom;
import dev.epicenter.model.Task;
import dev.epicenter.model.ThreadRef;
import dev.epicenter.model.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * Copies a diagnosis with every string of it changed: nothing that a recording can fill is left out. A string that occurs
 * often is changed once.
 */
public final class DiagnosisTexts {
    private final UnaryOperator<String> texts;
    private final UnaryOperator<String> names;
    private final BinaryOperator<String> values;
    private final Map<String, String> changedTexts = new HashMap<>();
    private final Map<String, String> changedNames = new HashMap<>();
    private final Map<StackTrace, StackTrace> changedStacks = new IdentityHashMap<>();
    private final Map<Frame, Frame> changedFrames = new IdentityHashMap<>();
    private final CrashTexts crashes = new CrashTexts(this::text, this::name);
    private final SightingTexts sightings = new SightingTexts(this::thread, this::frame, this::name);

    /**
     * @param texts for free text: messages, thread names, file names, arguments, sentences
     * @param names for names of types, methods, modules and events, and for identifiers
     */
    public DiagnosisTexts(UnaryOperator<String> texts, UnaryOperator<String> names) {
        this(texts, names, (name, value) -> texts.apply(value));
    }

    /**
     * @param texts  as above
     * @param names  as above
     * @param values for values of properties, flags and the like, given their name and the value
     */
    public DiagnosisTexts(UnaryOperator<String> texts, UnaryOperator<String> names, BinaryOperator<String> values) {
        this.texts = texts;
        this.names = names;
        this.values = values;
    }

    /** The changed copy. */
    public Diagnosis apply(Diagnosis d) {
        Analysis a = d.analysis();
        Analysis analysis = new Analysis(
                recording(a.recording()),
                map(a.processes(), this::process),
                dataLoss(a.dataLoss()),
                timeline(a.timeline()),
                machine(a.machine()),
                environment(a.environment()),
                map(a.crashes(), crashes::log),
                graph(a.graph()),
                map(a.handlers(), this::handlerSite),
                map(a.tasks(), this::task),
                map(a.incidents(), this::incident),
                a.verdict(),
                map(a.verdictReasons(), this::text),
                attribution(a.attribution()),
                sightings.all(a.sightings()));
        return new Diagnosis(
                analysis,
                map(d.findings(), this::finding),
                map(d.curves(), this::curve),
                map(d.rules(), this::rule),
                map(d.firings(), this::firing),
                d.jmcRules().map(this::jmcRules));
    }

    private JmcRules jmcRules(JmcRules of) {
        return new JmcRules(map(of.results(), this::jmcResult), of.passed(), map(of.notes(), this::text));
    }

    private JmcRules.Result jmcResult(JmcRules.Result of) {
        return new JmcRules.Result(
                name(of.rule()),
                text(of.name()),
                text(of.topic()),
                of.severity(),
                of.score(),
                text(of.summary()),
                text(of.explanation()),
                text(of.solution()));
    }

    private Attribution attribution(Attribution a) {
        return new Attribution(
                a.contract(),
                map(
                        a.incidents(),
                        o -> new Attribution.Origin(
                                name(o.incident()),
                                frame(o.frame()),
                                o.inApp(),
                                o.artifact().map(this::artifact),
                                o.owner().map(this::owner))),
                map(
                        a.objectives(),
                        o -> new Attribution.Objective(
                                owner(o.owner()),
                                text(o.text()),
                                o.state(),
                                o.at(),
                                o.within(),
                                o.times(),
                                o.count(),
                                o.of(),
                                o.total(),
                                o.failures())));
    }

    private Artifact artifact(Artifact a) {
        return new Artifact(text(a.name()), text(a.version()), text(a.file()), text(a.source()));
    }

    private Attribution.Owner owner(Attribution.Owner o) {
        return new Attribution.Owner(text(o.name()), o.criticality(), text(o.pattern()), text(o.contact()));
    }

    private String text(String s) {
        return keep(s, changedTexts.computeIfAbsent(s, texts));
    }

    private String name(String s) {
        return keep(s, changedNames.computeIfAbsent(s, names));
    }

    /** The same list where nothing of it changed: most of a diagnosis does not, and need not be there twice. */
    private static <T> List<T> map(List<T> list, UnaryOperator<T> change) {
        List<T> changed = new ArrayList<>(list.size());
        boolean same = true;
        for (T old : list) {
            T now = change.apply(old);
            changed.add(now);
            same &= now == old;
        }
        return same ? list : List.copyOf(changed);
    }

    private static String keep(String old, String changed) {
        return changed.equals(old) ? old : changed;
    }

    private Recording recording(Recording r) {
        SortedMap<String, Long> counts = new TreeMap<>();
        r.eventCounts().forEach((event, count) -> counts.merge(name(event), count, Long::sum));
        return new Recording(
                map(r.sources(), this::text),
                text(r.jvm()),
                text(r.javaVersion()),
                text(r.mainClass()),
                text(r.jvmArguments()),
                r.pid(),
                r.start(),
                r.end(),
                r.chunks(),
                counts,
                inApp(r.inApp()));
    }

    private InAppCode inApp(InAppCode code) {
        return new InAppCode(map(code.prefixes(), this::name), map(code.excluded(), this::name), text(code.origin()));
    }

    private DataLoss dataLoss(DataLoss l) {
        return new DataLoss(
                l.thrown(),
                l.recorded(),
                l.overTime(),
                map(l.disabledEvents(), this::name),
                text(l.throttle()),
                l.lostBytes(),
                l.stackDepth(),
                l.truncatedStacks(),
                l.stacklessFailures(),
                l.foldedFailures(),
                map(l.damage(), d -> new DataLoss.Damage(text(d.source()), d.offset(), d.bytes(), text(d.what()))),
                l.shutdownSeen(),
                map(l.notes(), this::text),
                l.agent()
                        .map(a -> new DataLoss.AgentCounts(
                                a.constructed(),
                                a.recorded(),
                                a.handled(),
                                a.handledRecorded(),
                                a.faults(),
                                map(a.disabledParts(), this::name),
                                a.skippedClasses())));
    }

    private Timeline timeline(Timeline t) {
        return new Timeline(
                map(t.pauses(), p -> new Pause(p.start(), p.length(), text(p.cause()))),
                t.pauseCount(),
                t.pauseTotal(),
                t.heap(),
                t.maxHeapBytes(),
                t.shutdown().map(s -> new Shutdown(s.at(), text(s.reason()), thread(s.thread()), stack(s.stack()))));
    }

    private JvmProcess process(JvmProcess p) {
        return new JvmProcess(
                p.index(),
                text(p.name()),
                map(p.sources(), this::text),
                text(p.jvm()),
                text(p.javaVersion()),
                text(p.mainClass()),
                p.pid(),
                p.start(),
                p.end(),
                p.agent(),
                new ClockOffset(
                        p.clock().offset(),
                        p.clock().uncertainty(),
                        text(p.clock().text())),
                facts(p.facts()));
    }

    private ProcessFacts facts(ProcessFacts f) {
        return new ProcessFacts(timeline(f.timeline()), machine(f.machine()), environment(f.environment()));
    }

    private Machine machine(Machine m) {
        return new Machine(
                m.threads(),
                m.cpu(),
                m.memory(),
                m.metaspace(),
                map(
                        m.creators(),
                        c -> new Machine.ThreadCreator(frame(c.site()), text(c.pattern()), c.started(), c.ended())),
                map(
                        m.stalls(),
                        s -> new Machine.Stall(
                                name(s.event()),
                                thread(s.thread()),
                                s.at(),
                                s.length(),
                                text(s.reason()),
                                stack(s.stack()))),
                map(
                        m.recursions(),
                        r -> new Machine.Recursion(map(r.cycle(), this::frame), r.samples(), r.first(), r.last())),
                m.connections(),
                map(m.pools(), p -> new Machine.PoolFigures(p.at(), text(p.pool()), p.held(), p.waiting(), p.size())));
    }

    private Environment environment(Environment e) {
        return new Environment(entries(e.flags()), entries(e.properties()), entries(e.host()), entries(e.settings()));
    }

    private SortedMap<String, String> entries(SortedMap<String, String> map) {
        SortedMap<String, String> changed = new TreeMap<>();
        map.forEach((key, value) -> changed.put(text(key), values.apply(key, value)));
        return changed;
    }

    private HandlerSite handlerSite(HandlerSite h) {
        return new HandlerSite(
                h.id(),
                h.process(),
                frame(h.frame()),
                map(h.caught(), this::name),
                h.disposition(),
                map(h.does(), this::text),
                h.hits(),
                h.recorded(),
                h.handling(),
                map(h.received(), r -> new HandlerSite.Received(name(r.type()), r.count(), r.series())),
                map(h.incidents(), this::name),
                map(h.remarks(), r -> new HandlerSite.Remark(r.flaw(), text(r.text()))));
    }

    private Task task(Task t) {
        return new Task(
                t.id(),
                t.process(),
                t.parent(),
                t.kind(),
                text(t.name()),
                t.submittedBy().map(this::thread),
                t.ranOn().map(this::thread),
                t.submitted(),
                t.started(),
                t.ended(),
                t.outcome(),
                t.fetch(),
                t.failure(),
                text(t.context()),
                t.cancellation().map(sightings::cancellation),
                t.certainty());
    }

    private FailureGraph graph(FailureGraph g) {
        return new FailureGraph(
                map(g.failures(), this::failure), map(g.series(), this::series), map(g.links(), this::link));
    }

    private Failure failure(Failure f) {
        String type = name(f.type());
        String old = f.message().orElse("");
        String message = text(old);
        StackTrace stack = stack(f.stack());
        ThreadRef thread = thread(f.thread());
        return type == f.type() && message == old && stack == f.stack() && thread == f.thread()
                ? f
                : new Failure(
                        f.id(), f.series(), f.at(), type, f.message().map(m -> message), stack, thread, f.number());
    }

    private FailureSeries series(FailureSeries s) {
        return new FailureSeries(
                s.id(),
                name(s.type()),
                stack(s.stack()),
                new Site(frame(s.site().frame()), s.site().inApp()),
                name(s.fingerprint()),
                s.count(),
                s.threads(),
                s.first(),
                s.last(),
                s.profile(),
                s.background(),
                s.exemplars());
    }

    private StackTrace stack(StackTrace s) {
        return changedStacks.computeIfAbsent(s, k -> {
            List<Frame> construction = map(k.construction(), this::frame);
            List<Frame> frames = map(k.frames(), this::frame);
            return construction == k.construction() && frames == k.frames()
                    ? k
                    : new StackTrace(construction, frames, k.truncated());
        });
    }

    private Frame frame(Frame f) {
        return changedFrames.computeIfAbsent(f, k -> {
            String type = name(k.type());
            String method = name(k.method());
            String descriptor = name(k.descriptor());
            String module = name(k.module());
            boolean same =
                    type == k.type() && method == k.method() && descriptor == k.descriptor() && module == k.module();
            return same ? k : new Frame(type, method, descriptor, k.line(), module);
        });
    }

    private ThreadRef thread(ThreadRef t) {
        String name = text(t.name());
        return name == t.name() ? t : new ThreadRef(t.process(), t.id(), name, t.virtual());
    }

    private Link link(Link l) {
        List<Evidence> evidence = map(l.evidence(), this::evidence);
        List<Evidence> counter = map(l.counter(), this::evidence);
        return evidence == l.evidence() && counter == l.counter()
                ? l
                : new Link(l.from(), l.to(), l.relation(), l.certainty(), l.confidence(), evidence, counter);
    }

    private Evidence evidence(Evidence e) {
        String name = name(e.name());
        String text = text(e.text());
        List<EventRef> events = map(e.events(), this::event);
        return name == e.name() && text == e.text() && events == e.events()
                ? e
                : new Evidence(name, text, e.weight(), events);
    }

    private EventRef event(EventRef e) {
        String event = name(e.event());
        String thread = text(e.thread());
        List<Frame> frames = map(e.frames(), this::frame);
        return event == e.event() && thread == e.thread() && frames == e.frames()
                ? e
                : new EventRef(event, e.at(), thread, frames);
    }

    private Incident incident(Incident i) {
        return new Incident(
                name(i.id()),
                name(i.fingerprint()),
                i.severity(),
                i.score(),
                i.first(),
                i.last(),
                i.count(),
                new Symptom(
                        i.symptom().kind(),
                        i.symptom().failure(),
                        text(i.symptom().text())),
                map(i.rootCauses(), this::rootCause),
                map(i.chain(), this::link),
                map(i.branches(), this::link),
                map(i.swallowedBy(), this::handler),
                i.recoverability(),
                text(i.remedy()));
    }

    private RootCause rootCause(RootCause c) {
        return new RootCause(
                c.rank(),
                c.failure(),
                c.confidence(),
                map(c.why(), w -> new Reason(name(w.name()), w.points(), text(w.text()))));
    }

    private Handler handler(Handler h) {
        return new Handler(
                h.failure(), frame(h.frame()), h.disposition(), h.certainty(), h.confidence(), text(h.text()));
    }

    private Finding finding(Finding f) {
        return new Finding(
                name(f.rule()),
                text(f.title()),
                f.score(),
                text(f.summary()),
                text(f.explanation()),
                text(f.remedy()),
                map(f.incidents(), this::name),
                map(f.evidence(), this::event),
                map(f.counter(), this::text));
    }

    private Curve curve(Curve c) {
        return new Curve(
                name(c.id()),
                name(c.rule()),
                text(c.title()),
                text(c.text()),
                text(c.method()),
                axis(c.x()),
                axis(c.y()),
                c.points(),
                c.fit(),
                c.projection(),
                map(c.marks(), m -> new Curve.Mark(m.x(), text(m.label()))));
    }

    private Curve.Axis axis(Curve.Axis a) {
        return new Curve.Axis(text(a.label()), a.unit());
    }

    private RuleResult rule(RuleResult r) {
        if (r instanceof RuleResult.Found found) {
            return new RuleResult.Found(
                    name(found.rule()),
                    text(found.title()),
                    text(found.page()),
                    map(found.findings(), this::finding),
                    found.more());
        }
        if (r instanceof RuleResult.NotApplicable lacking) {
            return new RuleResult.NotApplicable(
                    name(lacking.rule()), text(lacking.title()), map(lacking.needs(), this::text));
        }
        if (r instanceof RuleResult.Broken broken) {
            return new RuleResult.Broken(
                    name(broken.rule()),
                    text(broken.title()),
                    text(broken.reason()),
                    map(broken.findings(), this::finding));
        }
        return new RuleResult.Ok(name(r.rule()), text(r.title()));
    }

    private PolicyFiring firing(PolicyFiring f) {
        return new PolicyFiring(
                name(f.policy()),
                text(f.title()),
                f.at(),
                f.within(),
                entries(f.key()),
                f.count(),
                name(f.action()),
                entries(f.arguments()),
                map(f.events(), this::event));
    }
}
