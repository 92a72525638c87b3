using Azure;
using Azure.Data.Tables;

namespace Pricing.Pipeline.Storage;

/// <summary>
/// Submits changes of one partition in as few transactions as the service takes: 100 actions and 4 MiB each. What belongs
/// together is one unit and never parted; what the service refuses for good is told apart from the rest.
/// </summary>
public static class TableTransactions
{
    private const int MaximumActions = 100;

    /// <summary>Of the 4 MiB that the service takes; the rest is room for what the estimate leaves out.</summary>
    private const int MaximumBytes = 3_500_000;

    private const int BytesOfAction = 1_500;
    private const int BytesOfColumn = 100;
    private const int BytesOfEscape = 6;
    private const int BytesOfKeyCharacter = 9;
    private const int ShortText = 100;

    /// <summary>Changes that are made together or not at all.</summary>
    /// <typeparam name="T">What asks for them.</typeparam>
    /// <param name="Owner">Who asks for them.</param>
    /// <param name="Actions">The changes, at least one.</param>
    public readonly record struct Unit<T>(T Owner, IReadOnlyList<TableTransactionAction> Actions);

    /// <summary>Submits units. Where it throws, some may be stored.</summary>
    /// <typeparam name="T">What asks for a unit.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="units">The units, all of one partition, no row twice.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The owners whose unit the service refuses for what it holds, each with what it said; all others are stored.</returns>
    /// <exception cref="TableTransactionFailedException">A row is there already (409) or was changed (412).</exception>
    public static async Task<IReadOnlyDictionary<T, string>> SubmitAsync<T>(
        TableClient table, IReadOnlyList<Unit<T>> units, CancellationToken cancellationToken)
        where T : notnull
    {
        var refused = new Dictionary<T, string>();
        foreach (var pack in Pack(units, MaximumActions)) await SubmitPackAsync(table, pack, refused, cancellationToken);
        return refused;
    }

    /// <summary>Whether the service refuses a request for what it holds, so that sending it again cannot help.</summary>
    /// <param name="failure">What it answered.</param>
    public static bool IsRefused(RequestFailedException failure) => failure.Status is 400 or 413 or 414 or 431;

    private static async Task SubmitPackAsync<T>(
        TableClient table, List<Unit<T>> pack, Dictionary<T, string> refused, CancellationToken cancellationToken)
        where T : notnull
    {
        try
        {
            await table.SubmitTransactionAsync(pack.SelectMany(unit => unit.Actions), cancellationToken);
        }
        catch (RequestFailedException failure) when (IsRefused(failure) && pack.Count == 1)
        {
            refused[pack[0].Owner] = $"{failure.Status} {failure.ErrorCode}";
        }
        catch (RequestFailedException failure) when (IsRefused(failure))
        {
            // One of them is to blame; alone it is refused alone.
            foreach (var unit in pack) await SubmitPackAsync(table, [unit], refused, cancellationToken);
        }
    }

    /// <summary>Parts units so that one transaction takes each part.</summary>
    /// <typeparam name="T">What asks for a unit.</typeparam>
    /// <param name="units">The units, in their order.</param>
    /// <param name="mostActions">The most actions of a part, at most 100.</param>
    internal static IEnumerable<List<Unit<T>>> Pack<T>(IEnumerable<Unit<T>> units, int mostActions)
    {
        var pack = new List<Unit<T>>();
        var (actions, bytes) = (0, 0L);
        foreach (var unit in units)
        {
            var size = unit.Actions.Sum(action => SizeOf((TableEntity)action.Entity));
            if (pack.Count > 0 && (actions + unit.Actions.Count > mostActions || bytes + size > MaximumBytes))
            {
                yield return pack;
                pack = [];
                (actions, bytes) = (0, 0);
            }

            pack.Add(unit);
            actions += unit.Actions.Count;
            bytes += size;
        }

        if (pack.Count > 0) yield return pack;
    }

    /// <summary>At most so many bytes does a row take in a request: JSON spells whatever is not ASCII in six, an address a key in nine.</summary>
    private static long SizeOf(TableEntity entity)
    {
        var bytes = BytesOfAction + ((long)BytesOfKeyCharacter * (entity.PartitionKey.Length + entity.RowKey.Length));
        foreach (var (_, column) in entity) bytes += BytesOfColumn + (column is string text ? SizeOf(text) : 0);
        return bytes;
    }

    private static long SizeOf(string text)
    {
        // Short texts cannot fill a transaction, whatever they hold.
        if (text.Length <= ShortText) return (long)BytesOfEscape * text.Length;

        var bytes = 0L;
        foreach (var character in text)
            bytes += char.IsAsciiLetterOrDigit(character) || character is ' ' or '-' or '.' ? 1L : BytesOfEscape;
        return bytes;
    }
}
