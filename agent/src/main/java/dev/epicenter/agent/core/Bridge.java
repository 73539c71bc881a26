package dev.epicenter.agent.core;

import dev.epicenter.agent.core.patch.ByteWriter;
import dev.epicenter.agent.core.patch.Bytecode;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The class that woven code of applications calls, and that hands on to the runtime. It is in {@code java.lang}, since there are loaders (OSGi's
 * among them) that ask the bootstrap loader for nothing but {@code java.} packages.
 */
final class Bridge {
    /** Internal name. */
    static final String NAME = "java/lang/EpicenterHooks";

    private static final String RUNTIME = "dev/epicenter/agent/runtime/";
    private static final String UNSAFE = "jdk.internal.misc.Unsafe";
    private static final int JAVA_8 = 52;
    private static final int PUBLIC_FINAL_SUPER = 0x31;
    private static final int PUBLIC_STATIC = 9;

    /** What is handed on: class of the runtime, method, descriptor. Parameters are objects and ints. */
    private static final String[][] METHODS = {
        {"HandlerHooks", "caught", "(Ljava/lang/Throwable;Ljava/lang/Class;I)V"},
        {"HandlerHooks", "thrown", "(Ljava/lang/Throwable;Ljava/lang/Throwable;II)V"},
        {"RequestHooks", "servletBegins", "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)V"},
        {"RequestHooks", "servletEnds", "(Ljava/lang/Object;Ljava/lang/Throwable;)V"},
    };

    private Bridge() {}

    /** Whether an application's class has to call this instead of a hook itself. */
    static boolean has(String hook) {
        for (String[] method : METHODS) {
            if (hook.equals(method[0] + "." + method[1])) {
                return true;
            }
        }
        return false;
    }

    /** Makes the class, once a process. */
    static void define(Instrumentation instrumentation) throws ReflectiveOperationException {
        try {
            Class.forName(NAME.replace('/', '.'), false, null);
            return;
        } catch (ClassNotFoundException e) {
            // The usual case.
        }
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of("jdk.internal.misc", Set.of(Bridge.class.getModule())),
                Map.of(),
                Set.of(),
                Map.of());
        byte[] classFile = classFile();
        Class<?> unsafe = Class.forName(UNSAFE);
        unsafe.getMethod(
                        "defineClass",
                        String.class,
                        byte[].class,
                        int.class,
                        int.class,
                        ClassLoader.class,
                        ProtectionDomain.class)
                .invoke(unsafe.getMethod("getUnsafe").invoke(null), NAME, classFile, 0, classFile.length, null, null);
    }

    private static byte[] classFile() {
        Pool pool = new Pool();
        int self = pool.type(NAME);
        int parent = pool.type("java/lang/Object");
        int code = pool.text("Code");
        ByteWriter methods = new ByteWriter(256);
        for (String[] method : METHODS) {
            methods.u2(PUBLIC_STATIC)
                    .u2(pool.text(method[1]))
                    .u2(pool.text(method[2]))
                    .u2(1)
                    .u2(code);
            ByteWriter body = new ByteWriter(16);
            int slots = 0;
            for (char kind : kinds(method[2])) {
                body.u1(kind == 'I' ? Bytecode.ILOAD : Bytecode.ALOAD).u1(slots++);
            }
            body.u1(Bytecode.INVOKESTATIC)
                    .u2(pool.method(RUNTIME + method[0], method[1], method[2]))
                    .u1(Bytecode.RETURN);
            methods.u4(12 + body.size())
                    .u2(slots)
                    .u2(slots)
                    .u4(body.size())
                    .copy(body)
                    .u2(0)
                    .u2(0);
        }
        ByteWriter type = new ByteWriter(1024);
        type.u4(0xCAFEBABE).u2(0).u2(JAVA_8);
        pool.write(type);
        type.u2(PUBLIC_FINAL_SUPER)
                .u2(self)
                .u2(parent)
                .u2(0)
                .u2(0)
                .u2(METHODS.length)
                .copy(methods);
        return type.u2(0).toArray();
    }

    /** Of each parameter I or L. */
    private static List<Character> kinds(String descriptor) {
        List<Character> kinds = new ArrayList<>();
        for (int at = 1; descriptor.charAt(at) != ')'; at++) {
            kinds.add(descriptor.charAt(at));
            at = descriptor.charAt(at) == 'L' ? descriptor.indexOf(';', at) : at;
        }
        return kinds;
    }

    /** Constants; none is needed twice often enough to look for it. */
    private static final class Pool {
        private final ByteWriter entries = new ByteWriter(512);
        private int count = 1;

        int text(String text) {
            entries.u1(1).u2(text.length());
            for (int i = 0; i < text.length(); i++) {
                entries.u1(text.charAt(i));
            }
            return count++;
        }

        int type(String name) {
            int text = text(name);
            entries.u1(7).u2(text);
            return count++;
        }

        int method(String owner, String name, String descriptor) {
            int of = type(owner);
            int called = text(name);
            int described = text(descriptor);
            entries.u1(12).u2(called).u2(described);
            int signature = count++;
            entries.u1(10).u2(of).u2(signature);
            return count++;
        }

        void write(ByteWriter out) {
            out.u2(count).copy(entries);
        }
    }
}
