package dev.epicenter.agent.core;

import dev.epicenter.agent.core.patch.ByteWriter;
import dev.epicenter.agent.core.patch.Bytecode;
import dev.epicenter.agent.core.patch.ClassBytes;
import dev.epicenter.agent.core.patch.CodeBytes;

/** Puts one hook into one method. */
final class HookInsertion {
    private static final String RUNTIME = "dev/epicenter/agent/runtime/";
    /** The longest list of arguments, the widest of them. */
    private static final int STACK = 8;

    private final ClassBytes type;
    private final CodeBytes code;
    private final Hook hook;
    private final String descriptor;
    private final boolean isStatic;

    HookInsertion(ClassBytes type, int method, CodeBytes code, Hook hook) {
        this.type = type;
        this.code = code;
        this.hook = hook;
        this.descriptor = type.descriptor(method);
        this.isStatic = (type.access(method) & 8) != 0;
    }

    /** Whether there was a place for it. */
    boolean insert() {
        switch (hook.place()) {
            case ENTRY:
                code.insertBehindLast(0, call(), STACK);
                return true;
            case EXIT_ALWAYS:
                code.coverAll(onException(), isStatic ? 0 : type.thisClass(), STACK);
                at();
                return true;
            default:
                return at();
        }
    }

    private boolean at() {
        boolean done = false;
        for (int at = 0; at < code.length(); at = code.next(at)) {
            int opcode = code.opcode(at);
            switch (hook.place()) {
                case EXIT:
                case EXIT_PUT:
                case EXIT_ALWAYS:
                    if (Bytecode.isReturn(opcode)) {
                        code.insertAt(at, call(), STACK);
                        done = true;
                    }
                    break;
                case AFTER_CALL:
                    if (Bytecode.isInvoke(opcode) && type.isMember(code.operand(at), hook.at())) {
                        code.insertBehindLast(code.next(at), call(), STACK);
                        done = true;
                    }
                    break;
                default:
                    if (Bytecode.isInvoke(opcode) && type.isMember(code.operand(at), hook.at())) {
                        code.insertAt(at, call(), STACK);
                        done = true;
                    }
            }
        }
        return done;
    }

    /** Says so and throws on. */
    private byte[] onException() {
        ByteWriter handler = new ByteWriter(16);
        handler.u1(Bytecode.DUP);
        if (isStatic) {
            handler.u1(Bytecode.ACONST_NULL);
        } else {
            handler.u1(Bytecode.ALOAD_0);
        }
        handler.u1(Bytecode.SWAP);
        invoke(handler);
        return handler.u1(Bytecode.ATHROW).toArray();
    }

    private byte[] call() {
        ByteWriter call = new ByteWriter(24);
        boolean puts = hook.place() == Hook.Place.EXIT_PUT;
        if (puts) {
            call.u1(Bytecode.ALOAD_0);
        }
        for (String argument : hook.arguments()) {
            add(call, argument);
        }
        invoke(call);
        if (puts) {
            int colon = hook.at().indexOf(':');
            String fieldType = hook.at().substring(colon + 1);
            call.u1(Bytecode.CHECKCAST)
                    .u2(type.addClass(fieldType.substring(1, fieldType.length() - 1)))
                    .u1(Bytecode.PUTFIELD)
                    .u2(type.addField(type.name(), hook.at().substring(0, colon), fieldType));
        }
        return call.toArray();
    }

    private void add(ByteWriter call, String argument) {
        if (argument.indexOf(':') > 0) {
            fields(call, argument.split(">"));
        } else if (argument.equals("this")) {
            call.u1(Bytecode.ALOAD_0);
        } else if (argument.equals("null")) {
            call.u1(Bytecode.ACONST_NULL);
        } else if (argument.equals("top")) {
            call.u1(Bytecode.DUP);
        } else {
            parameter(call, Integer.parseInt(argument));
        }
    }

    /** Reads a field of this or of what is on the stack, a field of that, and so on; the last may be a number. */
    private void fields(ByteWriter call, String[] path) {
        String owner = type.name();
        boolean ofTop = path[0].equals("top");
        if (ofTop) {
            call.u1(Bytecode.DUP);
        } else {
            call.u1(Bytecode.ALOAD_0);
        }
        for (int i = ofTop ? 1 : 0; i < path.length; i++) {
            int colon = path[i].indexOf(':');
            String fieldType = path[i].substring(colon + 1);
            call.u1(Bytecode.GETFIELD).u2(type.addField(owner, path[i].substring(0, colon), fieldType));
            if (fieldType.charAt(0) == 'L') {
                owner = fieldType.substring(1, fieldType.length() - 1);
            }
        }
    }

    private void parameter(ByteWriter call, int number) {
        int slot = isStatic ? 0 : 1;
        int at = 1;
        for (int i = 0; i < number; i++) {
            char c = descriptor.charAt(at);
            slot += c == 'J' || c == 'D' ? 2 : 1;
            at = skip(at);
        }
        call.u1(load(descriptor.charAt(at))).u1(slot);
    }

    private int skip(int from) {
        int at = from;
        while (descriptor.charAt(at) == '[') {
            at++;
        }
        return descriptor.charAt(at) == 'L' ? descriptor.indexOf(';', at) + 1 : at + 1;
    }

    private static int load(char kind) {
        switch (kind) {
            case 'J':
                return Bytecode.ILOAD + 1;
            case 'F':
                return Bytecode.ILOAD + 2;
            case 'D':
                return Bytecode.ILOAD + 3;
            case 'L':
            case '[':
                return Bytecode.ALOAD;
            default:
                return Bytecode.ILOAD;
        }
    }

    private void invoke(ByteWriter call) {
        int dot = hook.hook().indexOf('.');
        call.u1(Bytecode.INVOKESTATIC)
                .u2(type.addMethod(
                        Bridge.has(hook.hook())
                                ? Bridge.NAME
                                : RUNTIME + hook.hook().substring(0, dot),
                        hook.hook().substring(dot + 1),
                        hook.signature()));
    }
}
