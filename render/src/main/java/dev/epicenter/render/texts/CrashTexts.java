package dev.epicenter.render.texts;

import dev.epicenter.model.CrashCause;
import dev.epicenter.model.CrashDiagnosis;
import dev.epicenter.model.CrashEvent;
import dev.epicenter.model.CrashException;
import dev.epicenter.model.CrashFrame;
import dev.epicenter.model.CrashLibrary;
import dev.epicenter.model.CrashLog;
import dev.epicenter.model.CrashMemory;
import dev.epicenter.model.CrashSignalHandler;
import dev.epicenter.model.CrashStack;
import dev.epicenter.model.CrashThread;
import dev.epicenter.model.CrashVm;
import dev.epicenter.model.Frame;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Copies a crash log with every string of it changed: {@link DiagnosisTexts}'s part for those. */
final class CrashTexts {
    private final UnaryOperator<String> text;
    private final UnaryOperator<String> name;

    CrashTexts(UnaryOperator<String> text, UnaryOperator<String> name) {
        this.text = text;
        this.name = name;
    }

    CrashLog log(CrashLog c) {
        return new CrashLog(
                text.apply(c.source()),
                name.apply(c.signature()),
                c.pid(),
                c.at(),
                c.uptime(),
                cause(c.cause()),
                c.problematic().map(this::frame),
                thread(c.thread()),
                stack(c.stack()),
                vm(c.vm()),
                memory(c.memory()),
                map(c.threads(), this::thread),
                map(c.exceptions(), this::exception),
                c.collections(),
                map(
                        c.events(),
                        e -> new CrashEvent(
                                text.apply(e.ring()), e.since(), text.apply(e.thread()), text.apply(e.text()))),
                map(
                        c.libraries(),
                        l -> new CrashLibrary(
                                text.apply(l.path()), text.apply(l.name()), text.apply(l.version()), l.origin())),
                map(c.handlers(), this::handler),
                map(c.files(), text),
                map(c.diagnoses(), this::diagnosis),
                c.process(),
                c.failure(),
                map(c.notes(), text));
    }

    private CrashCause cause(CrashCause c) {
        return new CrashCause(
                c.kind(),
                text.apply(c.signal()),
                text.apply(c.signalCode()),
                c.sender(),
                text.apply(c.access()),
                c.address(),
                c.area(),
                text.apply(c.areaName()),
                text.apply(c.message()),
                text.apply(c.source()),
                c.requestedBytes());
    }

    private CrashFrame frame(CrashFrame f) {
        Frame frame = f.frame();
        return new CrashFrame(
                f.kind(),
                new Frame(
                        name.apply(frame.type()),
                        name.apply(frame.method()),
                        name.apply(frame.descriptor()),
                        frame.line(),
                        name.apply(frame.module())),
                text.apply(f.detail()));
    }

    private CrashThread thread(CrashThread t) {
        return new CrashThread(text.apply(t.name()), t.kind(), text.apply(t.state()), t.daemon(), t.osId());
    }

    private CrashStack stack(CrashStack s) {
        return new CrashStack(
                text.apply(s.doing()),
                name.apply(s.compiling()),
                map(s.frames(), this::frame),
                s.sizeBytes(),
                s.freeBytes());
    }

    private CrashVm vm(CrashVm v) {
        return new CrashVm(
                text.apply(v.jvm()),
                text.apply(v.javaVersion()),
                v.feature(),
                text.apply(v.platform()),
                text.apply(v.collector()),
                text.apply(v.mainClass()),
                text.apply(v.arguments()),
                entries(v.flags()),
                text.apply(v.phase()),
                entries(v.environment()));
    }

    private SortedMap<String, String> entries(SortedMap<String, String> map) {
        SortedMap<String, String> changed = new TreeMap<>();
        map.forEach((key, value) -> changed.put(text.apply(key), text.apply(value)));
        return changed;
    }

    private CrashMemory memory(CrashMemory m) {
        SortedMap<String, Long> changed = new TreeMap<>();
        m.values().forEach((key, value) -> changed.put(name.apply(key), value));
        return new CrashMemory(changed);
    }

    private CrashException exception(CrashException e) {
        return new CrashException(
                e.since(),
                text.apply(e.thread()),
                name.apply(e.type()),
                e.message().map(text),
                text.apply(e.thrownAt()),
                e.recorded());
    }

    private CrashSignalHandler handler(CrashSignalHandler h) {
        return new CrashSignalHandler(
                text.apply(h.signal()), text.apply(h.handler()), text.apply(h.library()), h.foreign());
    }

    private CrashDiagnosis diagnosis(CrashDiagnosis d) {
        return new CrashDiagnosis(
                name.apply(d.pattern()),
                text.apply(d.title()),
                d.confidence(),
                map(d.why(), text),
                text.apply(d.explanation()),
                text.apply(d.remedy()),
                map(d.sources(), text));
    }

    private static <T> List<T> map(List<T> list, UnaryOperator<T> change) {
        return list.stream().map(change).toList();
    }
}
