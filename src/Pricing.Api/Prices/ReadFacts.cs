using Pricing.Api.Accesses;
using Pricing.Api.Identity;
using Pricing.Pipeline.Valuations;

namespace Pricing.Api.Prices;

/// <summary>
/// What the questions of one request need of the storage, each read once, and how many of them may still ask for more than a
/// value. It is made for one request, and its questions may be answered some at a time.
/// </summary>
/// <param name="reader">Reads market data; null where no question needs any.</param>
/// <param name="caller">Who asks; null where no question is about anything stored.</param>
/// <param name="call">Where it is noted which stored grants are asked for; null where none is.</param>
internal sealed class ReadFacts(FactsReader? reader, Caller? caller, AccessCall? call)
{
    private const int MostShares = 32;
    private const int MostGrants = 512;

    private readonly LastRead<(string Code, string? Issuer), MarketFacts> shares = new(MostShares);
    private readonly LastRead<(string Issuer, string GrantId, DateOnly? Date), Outcome<AskedGrant>> grants = new(MostGrants);
    private int analyses;

    /// <summary>Counts a question that asks for more than a value.</summary>
    /// <returns>Whether it may: <see cref="PriceBatch.MostAnalyses"/> of a request may.</returns>
    public bool MayAnalyse() => Interlocked.Increment(ref analyses) <= PriceBatch.MostAnalyses;

    /// <summary>The market data of a share.</summary>
    /// <param name="code">The security code, five characters.</param>
    /// <param name="issuer">The issuer for whose grant they are to count; null where it is nobody's.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public Task<MarketFacts> OfAsync(string code, string? issuer, CancellationToken cancellationToken) =>
        shares.OfAsync((code, issuer), () => reader!.ReadAsync(code, issuer, cancellationToken));

    /// <summary>Why a stored grant is not answered: whoever asks may not read it. Either is noted.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="grantId">The grant.</param>
    public Failure? Against(string issuer, string grantId)
    {
        var refused = caller!.MayReadIssuer(issuer) ? null : Refusals.Failure(caller, Act.Ask, issuer);
        call!.Note($"{issuer} {grantId}", refused is not null);
        return refused;
    }

    /// <summary>
    /// For whom the market data of a grant are to count. A grant that is given may name any issuer, and what another one has closed is
    /// shown to nobody who may not read it.
    /// </summary>
    /// <param name="issuer">The issuer that the grant names.</param>
    /// <returns>The issuer; null for nobody, where whoever asks may not read it.</returns>
    public string? ViewOf(string issuer) => caller!.MayReadIssuer(issuer) ? issuer : null;

    /// <summary>A stored grant, with what is asked of it.</summary>
    /// <param name="asked">The grant, and the date that is asked for.</param>
    /// <param name="readAsync">Reads it.</param>
    public Task<Outcome<AskedGrant>> GrantAsync(
        (string Issuer, string GrantId, DateOnly? Date) asked, Func<Task<Outcome<AskedGrant>>> readAsync) =>
        grants.OfAsync(asked, readAsync);
}
