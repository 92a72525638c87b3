using Pricing;
using Pricing.Papers.Facts;
using Pricing.Papers.Reading;
using Pricing.Papers.Spreadsheets.Books;

namespace PricingFunctions.Local.Papers;

/// <summary>Makes papers from the storage, without a host. Nobody signs in there, so none is for publication.</summary>
/// <param name="reader">Reads what they say.</param>
internal sealed class StoredPapers(PaperReader reader)
{
    /// <summary>Makes a paper.</summary>
    /// <param name="order">Which.</param>
    /// <param name="target">Where its content goes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Its name; or why there is none.</returns>
    public async Task<Outcome<string>> WriteAsync(PaperOrder order, Stream target, CancellationToken cancellationToken)
    {
        if (order.Kind is not { } kind)
        {
            var date = order.Date!.Value;
            var found = await reader.ReadDateAsync(date, cancellationToken);
            if (!found.TryGet(out var ofDate)) return found.Failures.ToList();

            await DateBook.WriteAsync(ofDate with { IsNotForPublication = true }, order.Language, target, cancellationToken);
            return PaperName.Of(date, order.Language);
        }

        var read = await reader.ReadAsync(new(order.Issuer, order.GrantId, order.Date, order.Version), cancellationToken);
        if (!read.TryGet(out var paper)) return read.Failures.ToList();

        if (kind.Refusal(paper) is { } refused) return refused;

        await kind.WriteAsync(paper with { IsNotForPublication = true }, order.Language, target, cancellationToken);
        return kind.NameOf(paper, order.Language);
    }
}
