package dev.epicenter.agent.core;

import dev.epicenter.agent.runtime.GateKeeper;
import dev.epicenter.agent.runtime.Libraries;
import dev.epicenter.agent.runtime.Part;
import dev.epicenter.agent.runtime.Recorder;
import dev.epicenter.agent.runtime.Settings;
import dev.epicenter.agent.runtime.Status;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/** The agent at work in this JVM: puts everything in its place, and takes it away again. */
final class Installation implements GateKeeper {
    private static final String RUNTIME = "dev/epicenter/agent/runtime/";

    private final Options options;
    private final Instrumentation instrumentation;
    private final boolean attached;
    private final File jar;
    private final SiteRegistry registry = new SiteRegistry();
    private final JdkHooks jdkHooks = new JdkHooks(Runtime.version().feature());
    private final ClassFilter filter;
    private final AgentTransformer transformer;
    private final GateWeaver gate;
    private final CodeReader reader = new CodeReader(registry);
    private @Nullable Recorder recorder;

    Installation(Options options, String text, Instrumentation instrumentation, boolean attached, File jar) {
        this.options = options;
        this.instrumentation = instrumentation;
        this.attached = attached;
        this.jar = jar;
        filter = new ClassFilter(options.include, options.exclude);
        gate = new GateWeaver(instrumentation);
        transformer = new AgentTransformer(filter, jdkHooks, new ClassWeaver(registry), gate, reader);
        configure(text);
    }

    private void configure(String text) {
        Settings.first = options.first;
        Settings.perSecond = options.perSecond;
        Settings.total = options.total;
        Settings.messages = options.messages;
        Settings.propagate = options.propagate;
        Settings.mdcKey = options.mdcKey;
        for (Part part : Part.values()) {
            part.set(options.record.contains(part));
        }
        Status.mode = attached ? "attach" : "start";
        Status.options = text;
        Status.service = options.service;
    }

    @Override
    public void set(boolean open) {
        if (open) {
            reader.start();
        }
        gate.set(open);
    }

    /** What was done, in one line. */
    String install() {
        try {
            loadRuntime();
            Bridge.define(instrumentation);
            instrumentation.addTransformer(transformer, true);
            Retransformation retransformation = new Retransformation(instrumentation);
            try (ClassFiles files = new ClassFiles()) {
                retransformation.run(loaded(type -> attached && files.mayHaveHandlers(type)));
            }
            recorder = Recorder.follow(this);
            String started = options.start ? "; " + OwnRecording.start(options.file) : "";
            return "running; " + retransformation.summary() + started;
        } catch (IOException | ReflectiveOperationException | RuntimeException | LinkageError | InternalError e) {
            // What has been woven stays and does nothing, since the gate stays closed.
            instrumentation.removeTransformer(transformer);
            Core.say("cannot start, nothing is recorded: " + e);
            return "failed: " + e;
        }
    }

    /** Whether it was installed and has not failed to be. */
    boolean isRunning() {
        return recorder != null;
    }

    String again(Options more) {
        if (!more.start) {
            return "nothing changed";
        }
        return OwnRecording.start(more.file);
    }

    String uninstall() {
        if (recorder != null) {
            recorder.stop();
        }
        reader.stop();
        transformer.off = true;
        Retransformation retransformation = new Retransformation(instrumentation);
        retransformation.run(loaded(
                type -> !registry.of(type.getClassLoader(), type.getName()).isEmpty()));
        instrumentation.removeTransformer(transformer);
        return "stopped; " + retransformation.summary()
                + "; the agent's classes and the names of its events stay until the JVM ends";
    }

    /** All classes of the runtime part before anything calls them: loading one inside a hook would call the hook. */
    private void loadRuntime() throws IOException, ClassNotFoundException {
        try (JarFile file = new JarFile(jar, false)) {
            for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                String name = entries.nextElement().getName();
                if (name.startsWith(RUNTIME) && name.endsWith(".class")) {
                    Class.forName(
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'), true, null);
                }
            }
            Status.version = file.getManifest().getMainAttributes().getValue("Implementation-Version");
        }
    }

    /** Classes to be transformed again: those of the JDK that have hooks, and of the application's those that are wanted. */
    private List<Class<?>> loaded(Predicate<Class<?>> wantedOfApplication) {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (type.isArray() || type.isPrimitive()) {
                continue;
            }
            String name = type.getName().replace('.', '/');
            if (Libraries.isOne(name)) {
                Libraries.found(type);
            }
            boolean wanted = jdkHooks.in(name) != null
                    || filter.isWatched(type.getClassLoader(), name) && wantedOfApplication.test(type);
            if (wanted && instrumentation.isModifiableClass(type)) {
                found.add(type);
            }
        }
        return found;
    }
}
