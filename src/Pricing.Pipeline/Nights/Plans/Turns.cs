using System.Runtime.CompilerServices;

namespace Pricing.Pipeline.Nights.Plans;

/// <summary>Takes of several sequences in turn, while each of them makes its next one.</summary>
public static class Turns
{
    /// <summary>Takes one of each that has one, again and again, until none has any.</summary>
    /// <typeparam name="T">What they are of.</typeparam>
    /// <param name="sequences">The sequences; they are made side by side.</param>
    /// <param name="cancellationToken">Stops them.</param>
    public static async IAsyncEnumerable<T> TakeAsync<T>(
        IEnumerable<IAsyncEnumerable<T>> sequences, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        var open = sequences.Select(sequence => new Sequence<T>(sequence.GetAsyncEnumerator(cancellationToken))).ToList();
        var all = open.ToList();
        try
        {
            foreach (var sequence in open) sequence.GoOn();
            while (open.Count > 0)
            {
                foreach (var sequence in open.ToList())
                {
                    if (!await sequence.Next) open.Remove(sequence);
                    else yield return sequence.Take();
                }
            }
        }
        finally
        {
            foreach (var sequence in all) await sequence.EndAsync();
        }
    }

    private sealed class Sequence<T>(IAsyncEnumerator<T> items)
    {
        public Task<bool> Next { get; private set; } = Task.FromResult(false);

        public void GoOn() => Next = items.MoveNextAsync().AsTask();

        public T Take()
        {
            var item = items.Current;
            GoOn();
            return item;
        }

        /// <summary>Who stops early still waits for what is under way; its failure is of no use to anybody.</summary>
        public async Task EndAsync()
        {
            await ((Task)Next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await items.DisposeAsync();
        }
    }
}
