using Pricing.Rates;

namespace Pricing.Grants.Measurements;

/// <summary>What has arrived of the inputs dated the grant date.</summary>
/// <param name="Curve">The curve that r was read off; null where r was given.</param>
/// <param name="HasClose">Whether the share closed on the grant date.</param>
/// <param name="HasNextBasePrice">Whether the base price of the next trading day is known.</param>
public sealed record GrantDateInputs(SelectedCurve? Curve, bool HasClose, bool HasNextBasePrice)
{
    /// <summary>What has yet to arrive.</summary>
    public IReadOnlyList<AwaitedInput> Awaited =>
    [
        .. Curve is { IsFinal: false } ? [AwaitedInput.Curve] : Array.Empty<AwaitedInput>(),
        .. HasClose || HasNextBasePrice ? Array.Empty<AwaitedInput>() : [AwaitedInput.NextBasePrice],
    ];

    /// <summary>Final where nothing is awaited.</summary>
    public Finality Finality => Awaited.Count == 0 ? Finality.Final : Finality.Provisional;
}

/// <summary>What a provisional grant-date value waits for.</summary>
public enum AwaitedInput
{
    /// <summary>The yield curve dated the grant date, or a later one as proof that none was published for it.</summary>
    Curve,

    /// <summary>The base price of the next trading day, because the grant date has no close.</summary>
    NextBasePrice,
}
