package dev.epicenter.agent.core;

import dev.epicenter.agent.core.patch.ClassBytes;
import dev.epicenter.agent.runtime.CodeRequest;
import dev.epicenter.agent.runtime.CodeRequests;
import dev.epicenter.agent.runtime.Faults;
import dev.epicenter.agent.runtime.Libraries;
import dev.epicenter.agent.runtime.Part;
import dev.epicenter.agent.runtime.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/**
 * Looks at the code of classes that failures went through, in a thread of its own, since that takes a millisecond and asks the
 * application's class loader for the class file. Every class once a chunk.
 */
final class CodeReader implements Runnable {
    private static final int LARGEST_CLASS = 4 << 20;

    private final SiteRegistry registry;
    private volatile @Nullable Thread thread;
    private final ConcurrentLinkedQueue<Loading> loading = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    CodeReader(SiteRegistry registry) {
        this.registry = registry;
    }

    synchronized void start() {
        if (thread == null && !stopped) {
            thread = Threads.daemon(this, "epicenter-code");
            CodeRequests.readBy(thread);
            thread.start();
        }
    }

    synchronized void stop() {
        stopped = true;
        if (thread != null) {
            CodeRequests.readBy(null);
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        while (!stopped) {
            CodeRequest request = CodeRequests.takeAll();
            if (request == null) {
                LockSupport.park(this);
            }
            findLibraries();
            List<Class<?>> types = new ArrayList<>();
            for (; request != null; request = request.before()) {
                types.add(0, request.type());
            }
            for (Class<?> type : types) {
                read(type);
            }
        }
    }

    /** A class of {@link Libraries} is about to be loaded; looked for later, since it is not there yet. */
    void find(@Nullable ClassLoader loader, String internalName) {
        loading.add(new Loading(new WeakReference<>(loader), internalName.replace('/', '.')));
        Thread waiting = thread;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    private void findLibraries() {
        for (Loading next = loading.poll(); next != null; next = loading.poll()) {
            try {
                Libraries.found(Class.forName(next.name, false, next.loader.get()));
            } catch (ClassNotFoundException | LinkageError e) {
                // Then the application cannot use it either.
            }
        }
    }

    private record Loading(WeakReference<ClassLoader> loader, String name) {}

    private void read(Class<?> type) {
        try {
            byte[] classFile = classFile(type);
            ClassBytes bytes = classFile == null ? null : ClassBytes.of(classFile);
            if (bytes != null) {
                ClassNode node = new ClassNode();
                new ClassReader(classFile).accept(node, 0);
                new CodeMap(registry, type.getClassLoader(), bytes, node).write();
            }
        } catch (LinkageError | RuntimeException e) {
            Faults.in(Part.CODE, e);
        }
    }

    private static byte @Nullable [] classFile(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null || type.isHidden()) {
            return null;
        }
        try (InputStream in = loader.getResourceAsStream(type.getName().replace('.', '/') + ".class")) {
            return in == null ? null : in.readNBytes(LARGEST_CLASS);
        } catch (IOException | RuntimeException | LinkageError e) {
            // The application's loader: it may not have the file, or not any more.
            return null;
        }
    }
}
