using System.Runtime.CompilerServices;
using Azure;

namespace Pricing.Pipeline.Storage;

/// <summary>Reads queries a page ahead, so that the storage works on the next page while this one is used.</summary>
internal static class PagesAhead
{
    /// <summary>The rows of a query, in their order.</summary>
    /// <typeparam name="T">The type of a row.</typeparam>
    /// <param name="query">The query.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public static async IAsyncEnumerable<T> AheadAsync<T>(
        this AsyncPageable<T> query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : notnull
    {
        await using var pages = query.AsPages().GetAsyncEnumerator(cancellationToken);
        var next = pages.MoveNextAsync().AsTask();
        try
        {
            while (await next)
            {
                var rows = pages.Current.Values;
                next = pages.MoveNextAsync().AsTask();
                foreach (var row in rows) yield return row;
            }
        }
        finally
        {
            // Who stops early still waits for the page that is under way; its failure is of no use to anybody.
            await next.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }
}
