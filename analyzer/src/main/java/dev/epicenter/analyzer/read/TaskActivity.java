package dev.epicenter.analyzer.read;

import dev.epicenter.model.Frame;
import java.time.Instant;

/**
 * Signs of life of one periodic task: events of any read type whose stack passes through it.
 *
 * @param entry  the frame that the periodic runner called: just above {@code FutureTask.runAndReset} or
 *               {@code TimerThread.mainLoop}, adapters of {@code java.util.concurrent.Executors} skipped
 * @param runner the runner's frame
 * @param events how many
 * @param first  time of the first
 * @param last   time of the last
 */
public record TaskActivity(Frame entry, Frame runner, long events, Instant first, Instant last) {}
