package dev.epicenter.agent.core;

import dev.epicenter.agent.core.patch.Bytecode;
import dev.epicenter.agent.core.patch.CodeBytes;
import dev.epicenter.agent.core.patch.StackMap;
import java.util.ArrayList;
import java.util.List;

/**
 * The code of a catch block: what follows the handler's first instruction and is reached from there only. Found in one pass in code
 * order, which is exact for what compilers emit. Where it is not, the region ends too early, and a throw behind that is taken for
 * one outside of a catch block.
 */
final class HandlerRegion {
    private static final String THROWABLE = "java/lang/Throwable";

    /** The local variable that what was caught is put into, -1 when it is not. */
    final int local;
    /** Positions of throws at which that variable still holds it. */
    final List<Integer> thrown = new ArrayList<>();

    private final HandlerShape shape;
    private final CodeBytes code;
    private final int start;
    /** Position behind the scope of that variable. */
    private final int end;
    /** The last position that the code may have jumped to since the variable was assigned; -1 when there is none. */
    private int joined = -1;

    private boolean overwritten;
    private boolean reachable = true;
    private boolean rethrows;
    private boolean returns;
    private boolean suppresses;
    private boolean calls;

    HandlerRegion(HandlerShape shape, HandlerShape.Handler handler) {
        this.shape = shape;
        this.code = shape.code;
        this.start = handler.at();
        this.local = code.variable(start, Bytecode.ASTORE, Bytecode.ASTORE_0);
        int scopeEnd = local < 0 ? -1 : code.scopeEnd(local, code.next(start));
        this.end = scopeEnd < 0 ? code.length() : scopeEnd;
        if (code.opcode(start) == Bytecode.ATHROW) {
            rethrows = true;
        } else {
            walk();
        }
    }

    /** Whether a compiler made the block, to undo something and throw again, or to close what was opened. */
    boolean isPlumbing(HandlerShape.Handler handler) {
        if (handler.types().isEmpty()) {
            return rethrows && !returns;
        }
        return handler.catches(THROWABLE) && suppresses && (rethrows || addsItselfToSuppressed());
    }

    /** Whether it is a finally block that does something before it throws on what it received: what that throws takes its place. */
    boolean passesOn(HandlerShape.Handler handler) {
        return handler.types().isEmpty() && rethrows && !returns && calls;
    }

    private void walk() {
        int last = start;
        reachable = !Bytecode.endsFlow(code.opcode(start));
        for (int at = code.next(start); at < end && !leaves(at); at = code.next(at)) {
            if (reachable) {
                step(at, last);
                reachable = !Bytecode.endsFlow(code.opcode(at));
            }
            last = at;
        }
    }

    /** Whether the region ends at a position: it is reached from elsewhere, or belongs to another handler. */
    private boolean leaves(int at) {
        HandlerShape.Handler other = shape.handlers.get(at);
        int jump = shape.firstJumpTo(at);
        if (other == null && jump < 0) {
            return false;
        }
        if (other != null ? other.firstCovered() < start : jump < start) {
            return true;
        }
        joined = at;
        reachable = true;
        return false;
    }

    private void step(int at, int last) {
        int opcode = code.opcode(at);
        calls |= Bytecode.isInvoke(opcode);
        if (opcode == Bytecode.ATHROW) {
            if (isHeld()) {
                thrown.add(at);
            }
            rethrows |= isLoad(last, local);
        } else if (Bytecode.isReturn(opcode)) {
            returns = true;
        } else if (opcode == Bytecode.INVOKEVIRTUAL) {
            suppresses |= shape.type.isMember(code.operand(at), "addSuppressed");
        } else if (local >= 0) {
            overwritten |= overwrites(at, opcode);
        }
    }

    private boolean overwrites(int at, int opcode) {
        int plain = opcode == Bytecode.WIDE ? code.opcode(at + 1) : opcode;
        if (plain >= Bytecode.ISTORE_0 && plain <= Bytecode.ASTORE_3) {
            plain = Bytecode.ISTORE + (plain - Bytecode.ISTORE_0) / 4;
        }
        if (plain < Bytecode.ISTORE || plain > Bytecode.ASTORE) {
            return false;
        }
        int variable = code.variable(at, plain, Bytecode.ISTORE_0 + 4 * (plain - Bytecode.ISTORE));
        boolean wide = plain == Bytecode.LSTORE || plain == Bytecode.DSTORE;
        return variable == local || wide && variable + 1 == local;
    }

    /** Whether the variable holds what was caught for the verifier too, which must know it to let it be loaded. */
    private boolean isHeld() {
        if (local < 0 || overwritten) {
            return false;
        }
        if (joined < 0) {
            return true;
        }
        StackMap frames = shape.stackMap();
        int there = frames == null ? -1 : frames.frameAt(joined);
        int handler = frames == null ? -1 : frames.frameAt(start);
        if (frames == null || there < 0 || handler < 0) {
            return false;
        }
        int caught = frames.stack(handler);
        return caught != StackMap.NO_CLASS && frames.local(there, local) == caught;
    }

    private boolean addsItselfToSuppressed() {
        int other = code.next(start);
        int mine = other < code.length() ? code.next(other) : code.length();
        int call = mine < code.length() ? code.next(mine) : code.length();
        return call < code.length()
                && code.variable(other, Bytecode.ALOAD, Bytecode.ALOAD_0) >= 0
                && isLoad(mine, local)
                && code.opcode(call) == Bytecode.INVOKEVIRTUAL;
    }

    private boolean isLoad(int at, int variable) {
        return variable >= 0 && code.variable(at, Bytecode.ALOAD, Bytecode.ALOAD_0) == variable;
    }
}
