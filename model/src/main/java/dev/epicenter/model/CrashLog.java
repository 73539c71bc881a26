package dev.epicenter.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What HotSpot's fatal error log (hs_err) says. Lists hold what the log has, the latest where there is very much.
 *
 * @param source     file name
 * @param signature  {@code v1:} identity of the crash: kind and normalised top frames
 * @param pid        process id, -1 when not told
 * @param at         when the virtual machine crashed, where the log tells; by the recording's clock when joined with one
 * @param uptime     how long the virtual machine had run, where the log tells
 * @param cause      the fatal error
 * @param problematic the frame that the log blames, where it blames one
 * @param thread     the thread that crashed
 * @param stack      what it was doing
 * @param vm         the virtual machine
 * @param memory     memory and limits
 * @param threads    all threads listed
 * @param exceptions Throwables that the virtual machine threw last, in time order
 * @param collections its last collections, in time order
 * @param events     its other last events, in time order of their ring
 * @param libraries  native libraries
 * @param handlers   signal handlers
 * @param files      other files that the virtual machine wrote when it crashed: core, flight recording, compiler replay
 * @param diagnoses  known patterns that fit, the firmest first; never empty after analysis
 * @param process    index of its process in {@link Analysis#processes()}, empty when no recording of that process was read
 * @param failure    id of the failure that stands for the crash, once it has its place in the graph
 * @param notes      what is missing or doubtful in the log, one sentence each
 */
public record CrashLog(
        String source,
        String signature,
        long pid,
        Optional<Instant> at,
        Optional<Duration> uptime,
        CrashCause cause,
        Optional<CrashFrame> problematic,
        CrashThread thread,
        CrashStack stack,
        CrashVm vm,
        CrashMemory memory,
        List<CrashThread> threads,
        List<CrashException> exceptions,
        List<CrashCollection> collections,
        List<CrashEvent> events,
        List<CrashLibrary> libraries,
        List<CrashSignalHandler> handlers,
        List<String> files,
        List<CrashDiagnosis> diagnoses,
        Optional<Integer> process,
        Optional<Integer> failure,
        List<String> notes) {
    public CrashLog {
        threads = List.copyOf(threads);
        exceptions = List.copyOf(exceptions);
        collections = List.copyOf(collections);
        events = List.copyOf(events);
        libraries = List.copyOf(libraries);
        handlers = List.copyOf(handlers);
        files = List.copyOf(files);
        diagnoses = List.copyOf(diagnoses);
        notes = List.copyOf(notes);
    }

    /** When the virtual machine started, as far as the log tells. */
    public Optional<Instant> started() {
        return at.flatMap(end -> uptime.map(end::minus));
    }

    /** The same, diagnosed. */
    public CrashLog diagnosed(List<CrashDiagnosis> found) {
        return new CrashLog(
                source,
                signature,
                pid,
                at,
                uptime,
                cause,
                problematic,
                thread,
                stack,
                vm,
                memory,
                threads,
                exceptions,
                collections,
                events,
                libraries,
                handlers,
                files,
                found,
                process,
                failure,
                notes);
    }

    /** The same, joined with the recording of its process, by the recording's clock. */
    public CrashLog joined(int index, Instant crashed) {
        return new CrashLog(
                source,
                signature,
                pid,
                Optional.of(crashed),
                uptime,
                cause,
                problematic,
                thread,
                stack,
                vm,
                memory,
                threads,
                exceptions,
                collections,
                events,
                libraries,
                handlers,
                files,
                diagnoses,
                Optional.of(index),
                failure,
                notes);
    }

    /** The same, with each exception's failure where it was recorded. */
    public CrashLog withExceptions(List<CrashException> joined) {
        return new CrashLog(
                source,
                signature,
                pid,
                at,
                uptime,
                cause,
                problematic,
                thread,
                stack,
                vm,
                memory,
                threads,
                joined,
                collections,
                events,
                libraries,
                handlers,
                files,
                diagnoses,
                process,
                failure,
                notes);
    }

    /** The same with another time, and a note of where that is from; for a log that does not tell its own. */
    public CrashLog dated(Instant time, String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new CrashLog(
                source,
                signature,
                pid,
                Optional.of(time),
                uptime,
                cause,
                problematic,
                thread,
                stack,
                vm,
                memory,
                threads,
                exceptions,
                collections,
                events,
                libraries,
                handlers,
                files,
                diagnoses,
                process,
                failure,
                more);
    }

    /** The same, with its place among the failures. */
    public CrashLog standingFor(int id) {
        return new CrashLog(
                source,
                signature,
                pid,
                at,
                uptime,
                cause,
                problematic,
                thread,
                stack,
                vm,
                memory,
                threads,
                exceptions,
                collections,
                events,
                libraries,
                handlers,
                files,
                diagnoses,
                process,
                Optional.of(id),
                notes);
    }
}
