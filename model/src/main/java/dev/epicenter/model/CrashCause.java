package dev.epicenter.model;

import java.util.OptionalLong;

/**
 * The fatal error itself.
 *
 * @param kind           what sort of error
 * @param signal         such as {@code SIGSEGV} or {@code EXCEPTION_ACCESS_VIOLATION}, empty when no signal
 * @param signalCode     what the kernel says of it, such as {@code SEGV_MAPERR} or {@code SI_USER}, empty when not told
 * @param sender         process that sent the signal, where one did
 * @param access         {@code read}, {@code write} or {@code execute}; empty when not told
 * @param address        faulting address, where there is one
 * @param area           what lies there
 * @param areaName       the file, library or thread that it belongs to, empty when not known
 * @param message        the virtual machine's own words, empty for a signal
 * @param source         HotSpot source file and line that gave up, such as {@code debug.cpp:362}; empty for a signal
 * @param requestedBytes how much memory was refused, 0 when none was asked for or it is not told
 */
public record CrashCause(
        CrashKind kind,
        String signal,
        String signalCode,
        OptionalLong sender,
        String access,
        OptionalLong address,
        FaultArea area,
        String areaName,
        String message,
        String source,
        long requestedBytes) {

    /** In a few words: the signal, or the virtual machine's own message. */
    public String headline() {
        if (!signal.isEmpty()) {
            boolean sent = sender.isPresent() || signalCode.equals("SI_USER");
            String who = sender.isPresent() ? "process " + sender.getAsLong() : "another process";
            return sent ? signal + " sent by " + who : signal;
        }
        return message.isEmpty() ? "unknown error" : message;
    }
}
