package dev.epicenter.agent.core;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.Interpreter;

/** Follows what handlers catch through a method: copies keep their origin, all else gets the instruction that made it. */
final class FollowingInterpreter extends Interpreter<Followed> {
    private static final Followed OTHER = new Followed(1, Set.of());
    private static final Followed OTHER_WIDE = new Followed(2, Set.of());

    FollowingInterpreter() {
        super(Opcodes.ASM9);
    }

    private static Followed other(int size) {
        return size == 2 ? OTHER_WIDE : OTHER;
    }

    @Override
    public @Nullable Followed newValue(@Nullable Type type) {
        return type == Type.VOID_TYPE ? null : other(type == null ? 1 : type.getSize());
    }

    @Override
    public Followed newExceptionValue(TryCatchBlockNode block, Frame<Followed> frame, Type type) {
        return new Followed(1, Set.of(block.handler));
    }

    @Override
    public Followed newOperation(AbstractInsnNode insn) {
        switch (insn.getOpcode()) {
            case Opcodes.LCONST_0:
            case Opcodes.LCONST_1:
            case Opcodes.DCONST_0:
            case Opcodes.DCONST_1:
                return OTHER_WIDE;
            case Opcodes.LDC:
                Object constant = ((LdcInsnNode) insn).cst;
                return other(constant instanceof Long || constant instanceof Double ? 2 : 1);
            case Opcodes.GETSTATIC:
                return other(Type.getType(((FieldInsnNode) insn).desc).getSize());
            case Opcodes.NEW:
                return new Followed(1, Set.of(insn));
            default:
                return OTHER;
        }
    }

    @Override
    public Followed copyOperation(AbstractInsnNode insn, Followed value) {
        return value;
    }

    @Override
    public @Nullable Followed unaryOperation(AbstractInsnNode insn, Followed value) {
        switch (insn.getOpcode()) {
            case Opcodes.CHECKCAST:
                return value;
            case Opcodes.LNEG:
            case Opcodes.DNEG:
            case Opcodes.I2L:
            case Opcodes.I2D:
            case Opcodes.L2D:
            case Opcodes.F2L:
            case Opcodes.F2D:
            case Opcodes.D2L:
                return OTHER_WIDE;
            case Opcodes.GETFIELD:
                return other(Type.getType(((FieldInsnNode) insn).desc).getSize());
            default:
                return OTHER;
        }
    }

    @Override
    public @Nullable Followed binaryOperation(AbstractInsnNode insn, Followed first, Followed second) {
        switch (insn.getOpcode()) {
            case Opcodes.LALOAD:
            case Opcodes.DALOAD:
            case Opcodes.LADD:
            case Opcodes.DADD:
            case Opcodes.LSUB:
            case Opcodes.DSUB:
            case Opcodes.LMUL:
            case Opcodes.DMUL:
            case Opcodes.LDIV:
            case Opcodes.DDIV:
            case Opcodes.LREM:
            case Opcodes.DREM:
            case Opcodes.LSHL:
            case Opcodes.LSHR:
            case Opcodes.LUSHR:
            case Opcodes.LAND:
            case Opcodes.LOR:
            case Opcodes.LXOR:
                return OTHER_WIDE;
            default:
                return OTHER;
        }
    }

    @Override
    public @Nullable Followed ternaryOperation(AbstractInsnNode insn, Followed first, Followed second, Followed third) {
        return null;
    }

    @Override
    public Followed naryOperation(AbstractInsnNode insn, List<? extends Followed> values) {
        Type type = insn instanceof MethodInsnNode
                ? Type.getReturnType(((MethodInsnNode) insn).desc)
                : insn instanceof InvokeDynamicInsnNode
                        ? Type.getReturnType(((InvokeDynamicInsnNode) insn).desc)
                        : Type.getObjectType("java/lang/Object");
        return new Followed(Math.max(1, type.getSize()), Set.of(insn));
    }

    @Override
    public void returnOperation(AbstractInsnNode insn, Followed value, Followed expected) {
        // Nothing comes of it.
    }

    @Override
    public Followed merge(Followed first, Followed second) {
        return first.merged(second);
    }
}
