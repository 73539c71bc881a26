package com.acme.classes;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;

/** An application whose parts were built against other versions than those that are there. */
public final class Main {
    /** A part that did not work. */
    static final class PluginException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PluginException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /** What plug-ins offer. */
    public interface Export {
        String format();
    }

    private static final String FORMAT = "package org.plug; public class Format {"
            + " public static String of(int n) { return \"#\" + n; } public String name() { return \"a\"; } }";
    private static final String OTHER_FORMAT = "package org.plug; public class Format {"
            + " public static String of(long n, int radix) { return Long.toString(n, radix); } }";
    private static final String PLUGIN = "package org.plug; public class Plugin implements java.util.concurrent.Callable<Object> {"
            + " public Object call() { return Format.of(7); } }";
    private static final String MAKER = "package org.plug; public class Maker implements java.util.concurrent.Callable<Object> {"
            + " public Object call() { return new Format(); } }";
    private static final String USER = "package org.plug; public class User implements java.util.function.Function<Object, Object> {"
            + " public Object apply(Object o) { return ((Format) o).name(); } }";
    private static final String NEWER = "package org.plug; public class Newer {}";

    public static void main(String[] args) throws Exception {
        Path built = compile(Map.of("Format", FORMAT, "Plugin", PLUGIN, "Maker", MAKER, "User", USER, "Newer", NEWER));
        Path other = compile(Map.of("Format", OTHER_FORMAT));
        Thread.sleep(4000);
        request("missing", () -> {
            Path without = copy(built, "Plugin");
            call(loader(without), "org.plug.Plugin");
        });
        request("conflict", () -> {
            Path mixed = copy(built, "Plugin");
            Files.copy(other.resolve("org/plug/Format.class"), mixed.resolve("org/plug/Format.class"));
            call(loader(mixed), "org.plug.Plugin");
        });
        request("twice", () -> {
            Object made = call(loader(built), "org.plug.Maker");
            @SuppressWarnings("unchecked")
            java.util.function.Function<Object, Object> user = (java.util.function.Function<Object, Object>)
                    loader(built).loadClass("org.plug.User").getDeclaredConstructor().newInstance();
            user.apply(made);
        });
        request("newer", () -> {
            Path future = copy(built, "Newer");
            Path file = future.resolve("org/plug/Newer.class");
            byte[] bytes = Files.readAllBytes(file);
            bytes[7] = 99;
            Files.write(file, bytes);
            loader(future).loadClass("org.plug.Newer");
        });
        request("service", () -> {
            Path services = Files.createTempDirectory("services");
            Path file = services.resolve("META-INF/services/" + Export.class.getName());
            Files.createDirectories(file.getParent());
            Files.writeString(file, "org.plug.CsvExport\n");
            for (Export export : ServiceLoader.load(Export.class, loader(services))) {
                System.out.println(export.format());
            }
        });
        request("native", () -> System.loadLibrary("fastcodec"));
        Thread.sleep(1000);
    }

    private static Object call(ClassLoader loader, String type) throws Exception {
        return ((Callable<?>) loader.loadClass(type).getDeclaredConstructor().newInstance()).call();
    }

    private static URLClassLoader loader(Path folder) throws IOException {
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, Main.class.getClassLoader());
    }

    private static Path copy(Path from, String type) throws IOException {
        Path to = Files.createTempDirectory("plug");
        Files.createDirectories(to.resolve("org/plug"));
        Files.copy(from.resolve("org/plug/" + type + ".class"), to.resolve("org/plug/" + type + ".class"));
        return to;
    }

    private static Path compile(Map<String, String> sources) throws Exception {
        Path folder = Files.createTempDirectory("build");
        java.util.List<String> command = new java.util.ArrayList<>(java.util.List.of(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(), "-d", folder.toString()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve(source.getKey() + ".java");
            Files.writeString(file, source.getValue());
            command.add(file.toString());
        }
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("javac failed");
        }
        return folder;
    }

    private static void request(String name, Work work) throws InterruptedException {
        Thread thread = new Thread(() -> handle(name, work), "request-" + name);
        thread.start();
        thread.join();
        Thread.sleep(250);
    }

    private static void handle(String name, Work work) {
        try {
            work.run();
        } catch (Exception e) {
            throw new PluginException("part '" + name + "' failed", e);
        }
    }
}
