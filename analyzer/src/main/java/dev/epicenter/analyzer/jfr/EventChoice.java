package dev.epicenter.analyzer.jfr;

/** Which events of a chunk are kept when it is written anew. */
public interface EventChoice {
    /** All of them. */
    EventChoice ALL = new EventChoice() {
        @Override
        public boolean wantsType(String type) {
            return true;
        }

        @Override
        public boolean wants(String type, long start, long end) {
            return true;
        }
    };

    /** Whether there are events of a type to keep; of others the description is not kept either. */
    boolean wantsType(String type);

    /**
     * Whether an event of such a type is kept.
     *
     * @param start in nanoseconds since the epoch, {@link Event#NEVER} when it has none
     * @param end   its start and its length
     */
    boolean wants(String type, long start, long end);

    /** The same without the events of a type. */
    default EventChoice without(String left) {
        EventChoice all = this;
        return new EventChoice() {
            @Override
            public boolean wantsType(String type) {
                return all.wantsType(type);
            }

            @Override
            public boolean wants(String type, long start, long end) {
                return !type.equals(left) && all.wants(type, start, end);
            }
        };
    }
}
