package dev.epicenter.agent.core;

import dev.epicenter.agent.core.patch.ByteWriter;
import dev.epicenter.agent.core.patch.Bytecode;
import dev.epicenter.agent.core.patch.ClassBytes;
import dev.epicenter.agent.core.patch.CodeBytes;
import dev.epicenter.agent.runtime.HandlerSite;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts a probe at the beginning of each catch block of an application's class, and before each throw in one. Adds no frame, no
 * local variable and no jump, so that no class hierarchy is needed, and the verifier sees what it saw before.
 */
final class ClassWeaver {
    private static final int JAVA_5 = 49;
    /** What the probes need on the stack, beside what is there. */
    private static final int STACK = 4;

    private final SiteRegistry registry;

    ClassWeaver(SiteRegistry registry) {
        this.registry = registry;
    }

    /** The woven class file, null when there is nothing to weave. */
    byte @Nullable [] weave(@Nullable ClassLoader loader, byte[] classFile) {
        ClassBytes type = ClassBytes.of(classFile);
        return type == null || !type.hasHandlers() ? null : weave(loader, type);
    }

    // Apart from the above, so that the compiler does not make one large piece of both: nine in ten classes have
    // nothing to weave.
    private byte @Nullable [] weave(@Nullable ClassLoader loader, ClassBytes type) {
        boolean woven = false;
        for (int method = 0; method < type.methodCount(); method++) {
            if (type.handlerCount(method) > 0) {
                woven |= handlers(loader, type, method);
            }
        }
        return woven ? type.toBytes() : null;
    }

    private boolean handlers(@Nullable ClassLoader loader, ClassBytes type, int method) {
        HandlerShape shape = new HandlerShape(type, method);
        List<WatchedHandlers.Watched> all = WatchedHandlers.in(registry, loader, type, method, shape);
        if (all.isEmpty()) {
            return false;
        }
        CodeBytes code = shape.code;
        Map<Integer, WatchedHandlers.Watched> throwing = new HashMap<>();
        for (WatchedHandlers.Watched watched : all) {
            code.insertAt(watched.handler().at(), caught(type, watched.site()), STACK);
            if (watched.site().passesOn()) {
                continue;
            }
            for (Integer at : watched.region().thrown) {
                // A block within this one comes later, and what it throws is its own.
                throwing.put(at, watched);
            }
        }
        for (Map.Entry<Integer, WatchedHandlers.Watched> each : throwing.entrySet()) {
            int at = each.getKey();
            code.insertAt(at, thrown(type, each.getValue(), shape.line(at)), STACK);
        }
        type.replace(method, code);
        return true;
    }

    private static byte[] caught(ClassBytes type, HandlerSite site) {
        ByteWriter probe = new ByteWriter(12);
        probe.u1(Bytecode.DUP);
        if (type.majorVersion() >= JAVA_5) {
            probe.u1(Bytecode.LDC_W).u2(type.thisClass());
        } else {
            probe.u1(Bytecode.ACONST_NULL);
        }
        number(probe, type, site.id());
        return probe.u1(Bytecode.INVOKESTATIC)
                .u2(type.addMethod(Bridge.NAME, "caught", "(Ljava/lang/Throwable;Ljava/lang/Class;I)V"))
                .toArray();
    }

    private static byte[] thrown(ClassBytes type, WatchedHandlers.Watched watched, int line) {
        ByteWriter probe = new ByteWriter(12);
        probe.u1(Bytecode.DUP);
        load(probe, watched.region().local);
        number(probe, type, watched.site().id());
        number(probe, type, line);
        return probe.u1(Bytecode.INVOKESTATIC)
                .u2(type.addMethod(Bridge.NAME, "thrown", "(Ljava/lang/Throwable;Ljava/lang/Throwable;II)V"))
                .toArray();
    }

    private static void load(ByteWriter probe, int local) {
        if (local > 0xff) {
            probe.u1(Bytecode.WIDE).u1(Bytecode.ALOAD).u2(local);
        } else {
            probe.u1(Bytecode.ALOAD).u1(local);
        }
    }

    private static void number(ByteWriter probe, ClassBytes type, int value) {
        if (value <= Short.MAX_VALUE) {
            probe.u1(Bytecode.SIPUSH).u2(value);
        } else {
            probe.u1(Bytecode.LDC_W).u2(type.addInteger(value));
        }
    }
}
