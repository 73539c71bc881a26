package dev.epicenter.analyzer.read;

import java.util.ArrayDeque;
import java.util.Deque;

/** Large arrays of chunks that are done with, for the next ones: fresh memory costs more than what is then read into it. */
final class Spares {
    private final Deque<byte[]> bytes = new ArrayDeque<>();
    private final Deque<ThrowBatch> batches = new ArrayDeque<>();

    /** An array of any length. */
    synchronized byte[] bytes() {
        byte[] spare = bytes.poll();
        return spare == null ? new byte[0] : spare;
    }

    /** An empty batch. */
    synchronized ThrowBatch batch() {
        ThrowBatch spare = batches.poll();
        return spare == null ? new ThrowBatch() : spare;
    }

    /** Gives back what nobody uses any more. */
    synchronized void giveBack(byte[] spare) {
        bytes.push(spare);
    }

    /** Gives back what nobody uses any more. */
    synchronized void giveBack(ThrowBatch spare) {
        spare.clear();
        batches.push(spare);
    }
}
