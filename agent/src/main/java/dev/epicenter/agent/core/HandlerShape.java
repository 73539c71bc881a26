package dev.epicenter.agent.core;

import dev.epicenter.agent.core.patch.ClassBytes;
import dev.epicenter.agent.core.patch.CodeBytes;
import dev.epicenter.agent.core.patch.StackMap;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one has to know of a method to tell its catch blocks from the rest. Positions are those in its code. */
final class HandlerShape implements CodeBytes.JumpVisitor {
    /**
     * A handler: where it begins, what it catches, what it covers.
     *
     * @param at           position of its first instruction
     * @param entry        its first entry in the exception table
     * @param types        internal names of what it catches; empty when it catches anything
     * @param firstCovered the first position that it covers
     */
    record Handler(int at, int entry, List<String> types, int firstCovered) {
        boolean catches(String type) {
            return types.size() == 1 && types.get(0).equals(type);
        }
    }

    final ClassBytes type;
    final CodeBytes code;
    /** By position. */
    final TreeMap<Integer, Handler> handlers = new TreeMap<>();

    private final boolean isStatic;
    private final String descriptor;
    /** By position: 1 + that of the first instruction that jumps there, 0 when none does. */
    private final int[] jumps;

    private final int[] lines;
    private @Nullable StackMap stackMap;
    private boolean stackMapRead;

    HandlerShape(ClassBytes type, int method) {
        this.type = type;
        this.code = type.code(method);
        this.isStatic = (type.access(method) & 8) != 0;
        this.descriptor = type.descriptor(method);
        this.jumps = new int[code.length()];
        this.lines = code.lines();
        code.forEachJump(this);
        for (int i = 0; i < code.handlerCount(); i++) {
            add(i);
        }
    }

    @Override
    public void jump(int from, int to) {
        if (jumps[to] == 0) {
            jumps[to] = from + 1;
        }
    }

    private void add(int entry) {
        int at = code.handler(entry);
        Handler known = handlers.get(at);
        List<String> types = new ArrayList<>(known == null ? List.of() : known.types());
        boolean anything =
                code.caught(entry) == 0 || known != null && known.types().isEmpty();
        if (anything) {
            types.clear();
        } else {
            String name = type.className(code.caught(entry));
            if (!types.contains(name)) {
                types.add(name);
            }
        }
        int covered = code.coveredFrom(entry);
        handlers.put(
                at,
                known == null
                        ? new Handler(at, entry, types, covered)
                        : new Handler(at, known.entry(), types, Math.min(covered, known.firstCovered())));
    }

    /** Position of the first instruction that jumps to one, -1 when none does. */
    int firstJumpTo(int at) {
        return jumps[at] - 1;
    }

    /** Source line of an instruction, 0 when not known. */
    int line(int at) {
        int line = 0;
        int begin = -1;
        for (int i = 0; i < lines.length; i += 2) {
            if (lines[i] <= at && lines[i] > begin) {
                begin = lines[i];
                line = lines[i + 1];
            }
        }
        return line;
    }

    /** The frames, null when the class has none. */
    @Nullable
    StackMap stackMap() {
        if (!stackMapRead) {
            stackMapRead = true;
            stackMap = code.stackMap(isStatic, descriptor);
        }
        return stackMap;
    }
}
