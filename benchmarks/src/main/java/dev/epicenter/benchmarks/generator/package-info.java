/**
 * Makes recordings as big as one likes: runs the application in {@code com.acme} under Flight Recorder until the
 * recording has its size. Needs the JDK only. Start at {@link dev.epicenter.benchmarks.generator.GenerateRecording}.
 */
package dev.epicenter.benchmarks.generator;
