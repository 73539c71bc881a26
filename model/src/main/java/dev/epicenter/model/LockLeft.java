package dev.epicenter.model;

/**
 * A failure left a method between {@code lock()} and the {@code unlock()} that it then never came to, as the agent read the code.
 *
 * @param failure id of the failure
 * @param frame   the method, at the line where the failure left it
 * @param lock    class of the lock
 * @param locked  line that takes it
 * @param unlock  line that would have given it back
 */
public record LockLeft(int failure, Frame frame, String lock, int locked, int unlock) {}
