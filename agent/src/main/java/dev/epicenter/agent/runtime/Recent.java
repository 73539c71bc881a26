package dev.epicenter.agent.runtime;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** Something known of an object of the application, as long as that lives; for {@link RecentTable}. */
abstract class Recent extends WeakReference<Object> {
    /** Its number; ascends in the order in which they were made, nearly. */
    final long id;

    /** Whether it may still be asked for. */
    boolean isMissed() {
        return true;
    }

    Recent(Object object, long id) {
        super(object);
        this.id = id;
    }

    Recent(Object object, long id, @Nullable ReferenceQueue<Object> queue) {
        super(object, queue);
        this.id = id;
    }
}
