package dev.epicenter.agent;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM starts the agent, at its own start or later. The only class of the agent that the application's class loader has:
 * it makes the runtime part visible to all classes, and hands over to the core in a loader of its own.
 *
 * <p>Whatever goes wrong, the application goes on: one line on standard error says why nothing is recorded.
 */
public final class Agent {
    private static final String LOADER = "dev.epicenter.agent.runtime.CoreLoader";
    private static final String CORE = "dev.epicenter.agent.core.Core";

    private Agent() {}

    /** With {@code -javaagent}. */
    public static void premain(@Nullable String options, Instrumentation instrumentation) {
        start(options, instrumentation, false);
    }

    /** By attaching. Again, with other options: see docs/agent.md. */
    public static void agentmain(@Nullable String options, Instrumentation instrumentation) {
        start(options, instrumentation, true);
    }

    private static synchronized void start(
            @Nullable String options, Instrumentation instrumentation, boolean attached) {
        try {
            if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
                say("this JVM has no Flight Recorder (module jdk.jfr); nothing is recorded");
                return;
            }
            File jar = jar();
            Class<?> core = core(jar, instrumentation);
            core.getMethod("start", String.class, Instrumentation.class, boolean.class, File.class)
                    .invoke(null, options == null ? "" : options, instrumentation, attached, jar);
        } catch (InvocationTargetException e) {
            say("cannot start, nothing is recorded: " + e.getCause());
        } catch (ReflectiveOperationException | IOException | URISyntaxException | RuntimeException | LinkageError e) {
            say("cannot start, nothing is recorded: " + e);
        }
    }

    private static Class<?> core(File jar, Instrumentation instrumentation)
            throws IOException, ReflectiveOperationException {
        Class<?> loader;
        try {
            // The manifest's Boot-Class-Path has put it there, unless the jar has another name.
            loader = Class.forName(LOADER, true, null);
        } catch (ClassNotFoundException e) {
            instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar, false));
            loader = Class.forName(LOADER, true, null);
        }
        ClassLoader isolated = (ClassLoader) loader.getMethod("of", File.class).invoke(null, jar);
        return isolated.loadClass(CORE);
    }

    /** Found by a resource: when the JVM has put the jar on the boot path, this class has no code source. */
    private static File jar() throws URISyntaxException, IOException {
        URL self = ClassLoader.getSystemResource(Agent.class.getName().replace('.', '/') + ".class");
        String location = self == null ? "" : self.toString();
        int end = location.indexOf("!/");
        if (!location.startsWith("jar:file:") || end < 0) {
            throw new IOException("the agent's jar cannot be found");
        }
        return new File(new URI(location.substring("jar:".length(), end)));
    }

    private static void say(String what) {
        System.err.println("epicenter-agent: " + what);
    }
}
