package dev.epicenter.rules.library;

import dev.epicenter.model.Failure;
import dev.epicenter.model.Finding;
import dev.epicenter.rules.Need;
import dev.epicenter.rules.Rule;
import dev.epicenter.rules.RuleInfo;
import dev.epicenter.rules.RuleInput;
import dev.epicenter.rules.Topic;
import dev.epicenter.rules.facts.Types;
import java.util.List;

/** Finds failures of databases, by SQL state family. Page: docs/rules/sql-failed.md. */
public final class SqlFailedRule implements Rule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "sql-failed",
                    Topic.FAILURE,
                    "A database refused, by kind of refusal",
                    "Finds failures of a database and tells their kind, as SQL states and the classes of java.sql,"
                            + " Spring and Hibernate have it: deadlocks and lock time-outs that are worth another try,"
                            + " constraints and data that are not, statements that can never work, log-ins, lost connections.")
            .needs(Need.EXCEPTIONS);

    /** A failure is told by the first that takes it. Scores are judgements. */
    private static final List<Family> FAMILIES = List.of(
            new Family(
                    "The database found a deadlock",
                    80,
                    f -> isA(f, "java.sql.SQLTransactionRollbackException")
                            || Family.isCalled(
                                    f,
                                    "DeadlockLoserDataAccessException",
                                    "LockAcquisitionException",
                                    "CannotAcquireLockException")
                            || isSql(f)
                                    && (hasState(f, "40001", "40P01")
                                            || Family.says(
                                                    f,
                                                    "deadlock detected",
                                                    "deadlock found",
                                                    "deadlock victim",
                                                    "could not serialize access")),
                    "Two transactions locked the same rows in different order, or could not be put in an order; the"
                            + " database ended this one and rolled it back. Nothing is broken, but the work is lost unless"
                            + " somebody repeats the whole transaction.",
                    "Repeat the transaction from its beginning, a few times with a short random pause (SQL state"
                            + " 40001, in PostgreSQL also 40P01). Then mend the order: touch tables and rows in one order"
                            + " everywhere (sort keys before updating), keep transactions short, no calls to others within"
                            + " them. The database's log names both statements (innodb_print_all_deadlocks, deadlock_timeout,"
                            + " v$lock)."),
            new Family(
                    "A lock was not got in time",
                    78,
                    f -> Family.isCalled(
                                    f,
                                    "PessimisticLockException",
                                    "LockTimeoutException",
                                    "PessimisticLockingFailureException")
                            || isSql(f)
                                    && (hasState(f, "55P03", "41000")
                                            || Family.says(
                                                    f,
                                                    "lock wait timeout",
                                                    "timeout trying to lock",
                                                    "lock timeout",
                                                    "lock request time out",
                                                    "could not obtain lock",
                                                    "resource busy")),
                    "Another transaction held the row or table for longer than this one would wait. The one that"
                            + " waits shows in the log, the one that holds does not.",
                    "Find the holder while it happens: pg_blocking_pids(pid), sys.innodb_lock_waits,"
                            + " sys.dm_exec_requests, v$session_blockers. Usual holders: a transaction that waits for a"
                            + " remote call or a user, a batch without commits, a connection that went back to its pool with"
                            + " a transaction open, DDL."),
            new Family(
                    "A statement took too long",
                    76,
                    f -> isA(f, "java.sql.SQLTimeoutException")
                            || Family.isCalled(f, "QueryTimeoutException")
                            || isSql(f)
                                    && (hasState(f, "57014", "HYT00", "HYT01")
                                            || Family.says(
                                                    f,
                                                    "statement timeout",
                                                    "query timed out",
                                                    "canceling statement",
                                                    "query execution was interrupted, maximum statement execution")),
                    "The statement was ended by its time limit. Either it is slow (no index, a plan that changed,"
                            + " more data) or it waited for a lock.",
                    "Take the plan with the values of that call (explain (analyze, buffers)), compare with the"
                            + " statistics of pg_stat_statements or its like, and look for lock waits at that second before"
                            + " the limit is raised."),
            new Family(
                    "A row violated a constraint",
                    72,
                    f -> isA(f, "java.sql.SQLIntegrityConstraintViolationException")
                            || Family.isCalled(
                                            f,
                                            "ConstraintViolationException",
                                            "DuplicateKeyException",
                                            "DataIntegrityViolationException")
                                    && !f.type().contains(".validation.")
                            || isSql(f)
                                    && (hasState(f, "23000", "23502", "23503", "23505", "23513", "23514")
                                            || Family.says(
                                                    f,
                                                    "duplicate key",
                                                    "duplicate entry",
                                                    "unique constraint",
                                                    "unique index or primary key violation",
                                                    "foreign key constraint",
                                                    "check constraint")),
                    "The database kept the data right against the application: a key that is there already, a"
                            + " parent that is not, a value that is not allowed. Trying again fails again.",
                    "The message names the constraint. Duplicate keys under load are mostly a check before an"
                            + " insert that two requests pass at once, or a request that was sent twice: let the database"
                            + " decide (insert … on conflict, merge) and give requests an idempotency key. A missing parent"
                            + " points at the order of the writes or at a delete between."),
            new Family(
                    "A value did not fit its column",
                    74,
                    f -> isA(f, "java.sql.SQLDataException", "java.sql.DataTruncation")
                            || isSql(f)
                                    && (hasState(f, "22001", "22003", "22007", "22018")
                                            || Family.says(
                                                    f,
                                                    "value too long",
                                                    "data too long",
                                                    "data truncation",
                                                    "out of range",
                                                    "numeric field overflow")),
                    "The value that came is longer, larger or of another form than the schema allows.",
                    "Check input at the door against the same limits as the schema; where the limit is wrong, widen"
                            + " the column. The message names column and value; the value may be personal data."),
            new Family(
                    "A statement can't work on this schema",
                    84,
                    f -> isA(f, "java.sql.SQLSyntaxErrorException", "java.sql.SQLFeatureNotSupportedException")
                            || Family.isCalled(
                                    f,
                                    "BadSqlGrammarException",
                                    "SQLGrammarException",
                                    "InvalidDataAccessResourceUsageException")
                            || isSql(f)
                                    && (hasState(
                                                    f, "42000", "42601", "42P01", "42703", "42S02", "42S22", "42S04",
                                                    "42S03")
                                            || Family.says(
                                                    f,
                                                    "syntax error",
                                                    "table or view does not exist",
                                                    "unknown column",
                                                    "invalid column name",
                                                    "doesn't exist")),
                    "The database does not understand the statement, or knows no such table or column. It fails"
                            + " each time: code and schema are of different versions, the connection goes to another schema,"
                            + " or the text was put together from input.",
                    "Compare the migrations that were run (flyway_schema_history, databasechangelog) with what this"
                            + " version of the code needs, and the schema or search path of this user. If the statement holds"
                            + " a value from outside, it is an injection: use parameters."),
            new Family(
                    "The database refused the log-in",
                    84,
                    f -> isA(f, "java.sql.SQLInvalidAuthorizationSpecException")
                            || isSql(f)
                                    && (hasState(f, "28000", "28P01")
                                            || Family.says(
                                                    f,
                                                    "password authentication failed",
                                                    "access denied for user",
                                                    "login failed",
                                                    "wrong user name or password",
                                                    "invalid username/password",
                                                    "role \"",
                                                    "authentication failed")),
                    "User or password are wrong, have expired or been rotated, or the user may not connect from"
                            + " here. A pool that tries again all the time may lock the account.",
                    "Compare with the secret that this instance was started with (a rotated secret needs a restart"
                            + " or a reload of the pool), and with the server's log, which gives the reason that it keeps"
                            + " from the client."),
            new Family(
                    "The connection to the database was lost",
                    82,
                    f -> isA(f, "java.sql.SQLRecoverableException", "java.sql.SQLNonTransientConnectionException")
                                    && !Family.says(f, "request timed out", "already closed")
                            || Family.isCalled(
                                    f,
                                    "CommunicationsException",
                                    "CommunicationsLinkFailure",
                                    "JDBCConnectionException",
                                    "CannotGetJdbcConnectionException")
                            || isSql(f)
                                    && (hasState(f, "08001", "08003", "08004", "08006", "08S01", "57P01", "57P03")
                                            || Family.says(
                                                    f,
                                                    "communications link failure",
                                                    "this connection has been closed",
                                                    "the connection is closed",
                                                    "terminating connection",
                                                    "i/o error occurred while sending",
                                                    "the connection attempt failed")),
                    "The database went away, or ended the connection: a restart, a fail-over, its own limit of"
                            + " connections, an idle connection cut by a firewall. What was in the transaction is lost, and"
                            + " whether a commit came through is not known.",
                    "Compare with restarts and fail-overs of the server. Let the pool retire connections before"
                            + " anything between does (HikariCP maxLifetime below the server's and firewall's limits,"
                            + " keepaliveTime), use the driver's socket and connect time-outs, and repeat only transactions"
                            + " that are idempotent."));

    private static boolean isA(Failure failure, String... types) {
        return Types.isA(failure, types);
    }

    /** Whether it comes from a driver or from what translates for one; wrappers of other kinds are told by their cause. */
    private static boolean isSql(Failure failure) {
        return Types.isA(failure, "java.sql.SQLException")
                || Types.of(failure).stream().anyMatch(SqlFailedRule::isTranslator);
    }

    private static boolean isTranslator(String type) {
        return type.startsWith("org.")
                        && (type.startsWith("org.springframework.dao.")
                                || type.startsWith("org.springframework.jdbc.")
                                || type.startsWith("org.hibernate.exception."))
                || type.startsWith("io.r2dbc.spi.R2dbc");
    }

    /** Drivers and wrappers that write the state into the message do it in one of these ways. */
    private static boolean hasState(Failure failure, String... states) {
        for (String state : states) {
            String s = state.toLowerCase(java.util.Locale.ROOT);
            if (Family.says(
                    failure,
                    "sqlstate: " + s,
                    "sqlstate=" + s,
                    "sqlstate " + s,
                    "sqlstate(" + s,
                    "[" + s + "-",
                    "[" + s + "]",
                    "[" + s + ";")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(RuleInput in) {
        return Family.findings(INFO, in, FAMILIES);
    }
}
