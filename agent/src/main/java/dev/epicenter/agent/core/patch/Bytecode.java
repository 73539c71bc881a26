package dev.epicenter.agent.core.patch;

/** Lengths of instructions, and the few opcodes that matter here. JVMS 6.5. */
public final class Bytecode {
    public static final int ACONST_NULL = 1;
    public static final int ICONST_1 = 4;
    public static final int SIPUSH = 17;
    public static final int LDC_W = 19;
    public static final int ILOAD = 21;
    public static final int ALOAD = 25;
    public static final int ALOAD_0 = 42;
    public static final int ISTORE = 54;
    public static final int LSTORE = 55;
    public static final int DSTORE = 57;
    public static final int ASTORE = 58;
    public static final int ISTORE_0 = 59;
    public static final int ASTORE_0 = 75;
    public static final int ASTORE_3 = 78;
    public static final int POP = 87;
    public static final int DUP = 89;
    public static final int SWAP = 95;
    public static final int GOTO = 167;
    public static final int JSR = 168;
    public static final int RET = 169;
    public static final int TABLESWITCH = 170;
    public static final int LOOKUPSWITCH = 171;
    public static final int IRETURN = 172;
    public static final int RETURN = 177;
    public static final int GETFIELD = 180;
    public static final int PUTFIELD = 181;
    public static final int INVOKEVIRTUAL = 182;
    public static final int INVOKESTATIC = 184;
    public static final int INVOKEINTERFACE = 185;
    public static final int ATHROW = 191;
    public static final int CHECKCAST = 192;
    public static final int WIDE = 196;
    public static final int GOTO_W = 200;
    public static final int JSR_W = 201;

    private static final int IF_FIRST = 153;
    private static final int IFNULL = 198;
    private static final int IINC = 132;

    /** By opcode; 0 for those whose length depends on what follows, and for those that do not exist. */
    private static final String LENGTHS = "11111111111111112323322222111111111111111111111111"
            + "11112222211111111111111111111111111111111111111111"
            + "11111111111111111111111111111111311111111111111111"
            + "11133333333333333332001111113333333553231133110433"
            + "55";

    private Bytecode() {}

    /** How many bytes the instruction at {@code at} takes; {@code start} is where the method's code starts. */
    static int length(byte[] in, int at, int start) {
        int opcode = in[at] & 0xff;
        int length = opcode < LENGTHS.length() ? LENGTHS.charAt(opcode) - '0' : 0;
        if (length > 0) {
            return length;
        }
        if (opcode == WIDE) {
            return (in[at + 1] & 0xff) == IINC ? 6 : 4;
        }
        int padded = at + 4 - (at - start & 3);
        if (opcode == TABLESWITCH) {
            int entries = ClassBytes.u4(in, padded + 8) - ClassBytes.u4(in, padded + 4) + 1;
            return padded + 12 + 4 * entries - at;
        }
        if (opcode == LOOKUPSWITCH) {
            return padded + 8 + 8 * ClassBytes.u4(in, padded + 4) - at;
        }
        throw new IllegalArgumentException("no such instruction: " + opcode);
    }

    /** Whether it holds a jump offset of two bytes. */
    static boolean isJump(int opcode) {
        return opcode >= IF_FIRST && opcode <= JSR || opcode == IFNULL || opcode == IFNULL + 1;
    }

    static boolean isWideJump(int opcode) {
        return opcode == GOTO_W || opcode == JSR_W;
    }

    static boolean isSwitch(int opcode) {
        return opcode == TABLESWITCH || opcode == LOOKUPSWITCH;
    }

    /** Whether what follows in code order does not follow in time. */
    public static boolean endsFlow(int opcode) {
        return opcode == GOTO
                || opcode == GOTO_W
                || opcode == RET
                || opcode == ATHROW
                || isSwitch(opcode)
                || isReturn(opcode);
    }

    public static boolean isReturn(int opcode) {
        return opcode >= IRETURN && opcode <= RETURN;
    }

    public static boolean isInvoke(int opcode) {
        return opcode >= INVOKEVIRTUAL && opcode <= INVOKEINTERFACE;
    }
}
