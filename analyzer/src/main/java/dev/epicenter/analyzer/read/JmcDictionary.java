package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.ClassOrigin;
import dev.epicenter.analyzer.jfr.Dictionary;
import dev.epicenter.analyzer.jfr.Frames;
import dev.epicenter.analyzer.jfr.MethodInfo;
import dev.epicenter.analyzer.jfr.ThreadInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmc.common.IMCFrame;
import org.openjdk.jmc.common.IMCMethod;
import org.openjdk.jmc.common.IMCModule;
import org.openjdk.jmc.common.IMCPackage;
import org.openjdk.jmc.common.IMCStackTrace;
import org.openjdk.jmc.common.IMCThread;
import org.openjdk.jmc.common.IMCThreadGroup;
import org.openjdk.jmc.common.IMCType;

/** Numbers JMC's objects, which are one for each constant of a chunk. */
final class JmcDictionary implements Dictionary {
    /** What JFR calls the group of virtual threads; JMC 9.1 does not read the field that says it. */
    private static final String VIRTUAL = "VirtualThreads";

    private final List<ThreadInfo> threads = new ArrayList<>();
    private final List<String> classes = new ArrayList<>();
    private final List<MethodInfo> methods = new ArrayList<>();
    private final List<IMCStackTrace> stacks = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final Map<IMCThread, Integer> threadNumbers = new IdentityHashMap<>();
    /** A thread is another object in every chunk. */
    private final Map<ThreadInfo, Integer> threadsById = new HashMap<>();

    private final Map<String, Integer> classNumbers = new HashMap<>();
    private final Map<IMCMethod, Integer> methodNumbers = new IdentityHashMap<>();
    private final Map<IMCStackTrace, Integer> stackNumbers = new IdentityHashMap<>();

    int number(IMCThread thread) {
        return threadNumbers.computeIfAbsent(
                thread,
                t -> threadsById.computeIfAbsent(info(t), info -> {
                    threads.add(info);
                    return threads.size() - 1;
                }));
    }

    private static ThreadInfo info(IMCThread thread) {
        Long id = thread.getThreadId();
        IMCThreadGroup group = thread.getThreadGroup();
        boolean virtual = group != null && VIRTUAL.equals(group.getName());
        return new ThreadInfo(id == null || id <= 0 ? -1 : id, orEmpty(thread.getThreadName()), virtual);
    }

    int number(IMCType type) {
        String name = orEmpty(type.getFullName());
        return classNumbers.computeIfAbsent(name, n -> {
            classes.add(n);
            return classes.size() - 1;
        });
    }

    int number(IMCStackTrace stack) {
        return stackNumbers.computeIfAbsent(stack, s -> {
            stacks.add(s);
            return stacks.size() - 1;
        });
    }

    private int number(@Nullable IMCMethod method) {
        return method == null
                ? -1
                : methodNumbers.computeIfAbsent(method, m -> {
                    methods.add(info(m));
                    return methods.size() - 1;
                });
    }

    private static MethodInfo info(IMCMethod method) {
        IMCType type = method.getType();
        return MethodInfo.of(
                type == null ? "" : orEmpty(type.getFullName()),
                orEmpty(method.getMethodName()),
                orEmpty(method.getFormalDescriptor()),
                origin(type).module());
    }

    /** JMC's types do not know their loader. */
    private static ClassOrigin origin(@Nullable IMCType type) {
        IMCPackage inPackage = type == null ? null : type.getPackage();
        IMCModule module = inPackage == null ? null : inPackage.getModule();
        return module == null
                ? ClassOrigin.UNKNOWN
                : ClassOrigin.ofModule(
                        orEmpty(module.getName()), orEmpty(module.getVersion()), orEmpty(module.getLocation()));
    }

    @Override
    public Map<String, ClassOrigin> origins() {
        Map<String, ClassOrigin> all = new HashMap<>();
        for (IMCMethod method : methodNumbers.keySet()) {
            IMCType type = method.getType();
            if (type != null) {
                all.put(orEmpty(type.getFullName()), origin(type));
            }
        }
        return all;
    }

    long place(String text) {
        texts.add(text);
        return texts.size() - 1;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public boolean isComplete() {
        return true;
    }

    @Override
    public ThreadInfo thread(int number) {
        return threads.get(number);
    }

    @Override
    public String className(int number) {
        return classes.get(number);
    }

    @Override
    public MethodInfo method(int number) {
        return number < 0 ? MethodInfo.UNKNOWN : methods.get(number);
    }

    @Override
    public void frames(int stack, Frames into) {
        into.clear();
        if (stack >= 0) {
            IMCStackTrace trace = stacks.get(stack);
            for (IMCFrame frame : trace.getFrames()) {
                Integer line = frame.getFrameLineNumber();
                into.add(number(frame.getMethod()), line == null ? 0 : line);
            }
            into.setTruncated(trace.getTruncationState().isTruncated());
        }
    }

    @Override
    public int threads() {
        return threads.size();
    }

    @Override
    public @Nullable String textAt(long place) {
        return place < 0 ? null : texts.get((int) place);
    }
}
