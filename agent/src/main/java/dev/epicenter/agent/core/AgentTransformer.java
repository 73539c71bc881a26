package dev.epicenter.agent.core;

import dev.epicenter.agent.runtime.Libraries;
import dev.epicenter.agent.runtime.Quiet;
import dev.epicenter.agent.runtime.Status;
import dev.epicenter.events.ClassSkippedEvent;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the JVM asks for each class that it loads or that is transformed again. */
final class AgentTransformer implements ClassFileTransformer {
    private final ClassFilter filter;
    private final JdkHooks jdkHooks;
    private final JdkWeaver jdkWeaver = new JdkWeaver();
    private final ClassWeaver classWeaver;
    private final GateWeaver gate;
    private final CodeReader reader;
    /** Set when everything is to become again what it was. */
    volatile boolean off;

    AgentTransformer(
            ClassFilter filter, JdkHooks jdkHooks, ClassWeaver classWeaver, GateWeaver gate, CodeReader reader) {
        this.reader = reader;
        this.filter = filter;
        this.jdkHooks = jdkHooks;
        this.classWeaver = classWeaver;
        this.gate = gate;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (name == null) {
            return null;
        }
        boolean outermost = Quiet.begin();
        try {
            if (filter.isJdk(loader)) {
                if (name.equals(GateWeaver.GATE)) {
                    return gate.weave(classFile);
                }
                List<Hook> hooks = off ? null : jdkHooks.in(name);
                return hooks == null ? null : counted(redefined, jdkWeaver.weave(classFile, hooks));
            }
            if (off || !filter.isWatched(loader, name)) {
                return null;
            }
            if (Libraries.isOne(name)) {
                reader.find(loader, name);
            }
            return counted(redefined, weave(loader, name, classFile));
        } catch (Throwable fault) {
            skipped(name, fault);
            return null;
        } finally {
            if (outermost) {
                Quiet.end();
            }
        }
    }

    private byte @Nullable [] weave(@Nullable ClassLoader loader, String name, byte[] classFile) {
        List<Hook> hooks = jdkHooks.in(name);
        byte[] hooked = hooks == null ? null : jdkWeaver.weave(classFile, hooks);
        byte[] woven = classWeaver.weave(loader, hooked == null ? classFile : hooked);
        return woven == null ? hooked : woven;
    }

    private static byte @Nullable [] counted(@Nullable Class<?> redefined, byte @Nullable [] woven) {
        if (woven != null && redefined == null) {
            Status.INSTRUMENTED.incrementAndGet();
        }
        return woven;
    }

    static void skipped(String internalName, Throwable why) {
        Status.SKIPPED.incrementAndGet();
        ClassSkippedEvent event = new ClassSkippedEvent();
        event.className = internalName.replace('/', '.');
        event.reason = why.toString();
        event.commit();
    }
}
