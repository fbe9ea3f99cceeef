// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace shouli::core::base {

/// Known ways to get this wrong, each seen in some other program (packaging/mutants has the list). Built with
/// SHOULI_MUTANTS the one named by the environment's SHOULI_MUTANT is made on purpose, to see that the tests notice;
/// in every other build nothing of it is left.
#define SHOULI_EACH_MUTANT(X)                                                                               \
    X(CursorToHead)          /* the cursor goes to the head of the log although the answer was cut short */ \
    X(FilterOnCurrentRow)    /* who held the thing until now is not told that it left */                    \
    X(WriteInRebuildLost)    /* own work that waits is not laid over the tables that are filled anew */     \
    X(WriteInSwapLost)       /* what is written while a new file is filled is not in it */                  \
    X(DuplicateByNumber)     /* a change is known by its number alone */                                    \
    X(TakenTwice)            /* what is sent again because the answer was lost is new */                    \
    X(OverlayDroppedAtAck)   /* an own edit gives way when it is acknowledged, not when it comes back */    \
    X(BaseValueDropped)      /* nobody can say what the author saw */                                       \
    X(UniqueBusinessKey)     /* the second registration of one person fails */                              \
    X(OwnBaseIgnored)        /* a second own edit is taken for a concurrent one */                          \
    X(CursorBeforeRows)      /* the cursor moves although taking the rows may still fail */                 \
    X(LeaveRemovesPending)   /* own work on what left goes with it */                                       \
    X(EnterAsDelta)          /* who receives a thing gets what changes from now on, not what it is */       \
    X(CountOffByOne)         /* a scope that holds a thing twice holds it once */                           \
    X(SettlingTwiceReopens)  /* the second of two equal decisions undoes the first */                       \
    X(IdentityColumnOrder)   /* positions are given out without holding the head until the commit */        \
    X(SnapshotCursorToHead)  /* after a snapshot the cursor is not the snapshot's */                        \
    X(StaleChunkKept)        /* what a snapshot does not have any more stays */                             \
    X(ChecksumAdopted)       /* the state of the own rows is taken for what the county says it should be */ \
    X(ChunkWithoutHash)      /* a chunk is taken as it comes */                                             \
    X(UnknownFieldDropped)   /* what a newer version wrote is not passed on */                              \
    X(WallClockOrders)       /* what is sent goes by the clock on the wall */                               \
    X(RetryWithoutPause)     /* a trip that failed is made again at once */                                 \
    X(ActCutInTwo)           /* an answer may end in the middle of an act */                                \
    X(NumberThroughDouble)   /* large numbers lose their last digits */                                     \
    X(EditOfWhatLeftApplied) /* an edit of a thing that its author no longer holds is applied */            \
    X(CommitErrorIgnored)    /* a commit that failed is taken for done */                                   \
    X(SynchronousOff)        /* the journal is not on the disk when pages are moved out of it */            \
    X(SynchronousNormal)     /* a commit is acknowledged before it is on the disk */                        \
    X(SignatureNotChecked)   /* who sends in somebody's name is believed */                                 \
    X(RevokedIsServed)       /* a PC that was revoked is answered as before */                              \
    X(AuditChainNotChecked)  /* whoever verifies the audit looks at each line alone */                      \
    X(RoleRowDropped)        /* a row of the table of rights is read over */                                \
    X(TemporaryFiles)        /* sorting spills to the disk */                                               \
    X(ChainNotChecked)       /* whoever verifies a chain looks at its numbers only */                       \
    X(PagesNotSealed)        /* pages carry no HMAC */                                                      \
    X(RedactionBreaksChain)  /* what was erased is no longer what the chain is over */

enum class Mutant {
#define SHOULI_NAME(name) name,
    SHOULI_EACH_MUTANT(SHOULI_NAME)
#undef SHOULI_NAME
};

#ifdef SHOULI_MUTANTS
[[nodiscard]] bool mutant(Mutant one);
#else
[[nodiscard]] constexpr bool mutant(Mutant)
{
    return false;
}
#endif

} // namespace shouli::core::base
