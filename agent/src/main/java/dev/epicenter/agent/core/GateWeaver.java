package dev.epicenter.agent.core;

import dev.epicenter.agent.core.patch.Bytecode;
import dev.epicenter.agent.core.patch.ClassBytes;
import dev.epicenter.agent.core.patch.CodeBytes;
import dev.epicenter.agent.runtime.Faults;
import dev.epicenter.agent.runtime.Gate;
import dev.epicenter.agent.runtime.Part;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import org.jspecify.annotations.Nullable;

/** Opens and closes the {@link Gate} by giving it another body. */
final class GateWeaver {
    static final String GATE = "dev/epicenter/agent/runtime/Gate";

    private final Instrumentation instrumentation;
    private volatile boolean open;

    GateWeaver(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    void set(boolean nowOpen) {
        open = nowOpen;
        try {
            instrumentation.retransformClasses(Gate.class);
        } catch (UnmodifiableClassException | RuntimeException | LinkageError | InternalError e) {
            Faults.in(Part.FAILURES, e);
        }
    }

    /** The class file with the answer that is wanted, put in front of the return; null when it is the one that is in it. */
    byte @Nullable [] weave(byte[] classFile) {
        ClassBytes type = ClassBytes.of(classFile);
        if (!open || type == null) {
            return null;
        }
        for (int method = 0; method < type.methodCount(); method++) {
            if (type.isNamed(method, "open")) {
                CodeBytes code = type.code(method);
                code.insertAt(code.length() - 1, new byte[] {Bytecode.POP, Bytecode.ICONST_1}, 0);
                type.replace(method, code);
            }
        }
        return type.toBytes();
    }
}
