using System.Text.Json.Serialization;
using Pricing.Files.Plausibility;
using Pricing.Grants.Measurements;
using Pricing.Grants.Terms;
using Pricing.Pipeline.Sealing;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Valuations;
using Pricing.Rates;

namespace Pricing.Pipeline.Values;

/// <summary>
/// A value as it is stored, exported and shown: flat, amounts as exact text, everything a reader needs to redo it.
/// The evidence that it names holds the closes, curve points and dividends themselves.
/// </summary>
public sealed record ValueRecord
{
    /// <summary>What stands for a number that is not known yet.</summary>
    public const string NotKnownYet = "not known yet";

    /// <summary>The issuer.</summary>
    public required string Issuer { get; init; }

    /// <summary>The grant.</summary>
    public required string GrantId { get; init; }

    /// <summary>The version of the grant's terms.</summary>
    public required int GrantVersion { get; init; }

    /// <summary>The date that S and r are of.</summary>
    public required DateOnly MeasurementDate { get; init; }

    /// <summary>The version of this value for its grant and measurement date, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>Which measurement it is.</summary>
    public required MeasurementKind Kind { get; init; }

    /// <summary>Where the value stands.</summary>
    public required ValueStatus Status { get; init; }

    /// <summary>Why there is no value, each as <c>Code field=value: reason</c>; empty where there is one.</summary>
    public string Failures { get; init; } = "";

    /// <summary>The business date of the run that made it.</summary>
    public DateOnly RunDate { get; init; }

    /// <summary>The version of that run.</summary>
    public int RunVersion { get; init; }

    /// <summary>The currency of every amount.</summary>
    public required string Currency { get; init; }

    /// <summary>The policy's name.</summary>
    public required string Policy { get; init; }

    /// <summary>The policy's version; 0 where the name is unknown.</summary>
    public required int PolicyVersion { get; init; }

    /// <summary>The hash of what the policy says; null where the name is unknown, and in values from before it was stored.</summary>
    public string? PolicyHash { get; init; }

    /// <summary>The version of the code.</summary>
    public required string Engine { get; init; }

    /// <summary>What it may be used for; null in values from before it was stated, and where there is no grant to tell by.</summary>
    public MeasurementUse? Use { get; init; }

    /// <summary>S on the basis of the terms, as decimal text.</summary>
    public string SharePrice { get; init; } = "";

    /// <summary>The date of S.</summary>
    public DateOnly? SharePriceDate { get; init; }

    /// <summary>What S is.</summary>
    public SharePriceOrigin? SharePriceOrigin { get; init; }

    /// <summary>
    /// The first session after the close that S is, up to the measurement date, of which nothing is stored: whether it had a trade is
    /// not known. Null where none is missing, and in values from before it was stated.
    /// </summary>
    public DateOnly? SharePriceMissingRow { get; init; }

    /// <summary>
    /// Shares of the terms for one share of the quoted price, where they are not one: before the allotment across a split.
    /// </summary>
    public string SharesForOne { get; init; } = "";

    /// <summary>X on the basis of S, which the value is computed with, as decimal text.</summary>
    public required string ExercisePrice { get; init; }

    /// <summary>
    /// X that an exercise on the measurement date pays per share; <see cref="NotKnownYet"/> as <see cref="SharesInForce"/>.
    /// Empty in values from before it was stated.
    /// </summary>
    public string ExercisePriceInForce { get; init; } = "";

    /// <summary>T in years: decimal text or an exact quotient.</summary>
    public string Years { get; init; } = "";

    /// <summary>Sigma; null where T is 0 or it failed.</summary>
    public double? Volatility { get; init; }

    /// <summary>The number of returns that sigma is made of.</summary>
    public int? Returns { get; init; }

    /// <summary>The window of the closes, <c>from..to</c>.</summary>
    public string Window { get; init; } = "";

    /// <summary>
    /// The years from the first to the last day of the window, to two decimals; null in values from before it was stored.
    /// </summary>
    public string? WindowYears { get; init; }

    /// <summary>Why the window is shorter than T; null where it is not.</summary>
    public WindowLimit? WindowLimit { get; init; }

    /// <summary>
    /// Sessions of the window of which no row is stored, between the first and the last row; null where none is missing, and in values
    /// from before it was stated.
    /// </summary>
    public int? SessionsWithoutRow { get; init; }

    /// <summary>Rows of the window without a close; null where every one has a close, and in values from before it was stated.</summary>
    public int? SessionsWithoutClose { get; init; }

    /// <summary>r as a fraction per year, decimal text.</summary>
    public string RiskFreeRate { get; init; } = "";

    /// <summary>The tenors of the curve that r stands on, or the source that the grant states.</summary>
    public string RateSource { get; init; } = "";

    /// <summary>The date of the curve.</summary>
    public DateOnly? CurveDate { get; init; }

    /// <summary>
    /// The published tenors next to T that the curve lacks, as <c>7y, 8y</c>: r stands on those of <see cref="RateSource"/> in their place.
    /// Null where it lacks none, and where r is stated. Follows from tenors, T and the date of the curve; no part of the hash.
    /// </summary>
    public string? MissingTenors => TenorGap?.MissingText;

    /// <summary>What the curve lacks for T; null where it lacks nothing.</summary>
    [JsonIgnore]
    public TenorGap? TenorGap => TenorGap.Read(RateSource, Years, CurveDate);

    /// <summary>
    /// The date whose curve may still come and take the place of the earlier one that is taken: the value is provisional
    /// until it, or a later one, is stored. Null where none is awaited, and in values from before it was stated.
    /// </summary>
    public DateOnly? CurveAwaited { get; init; }

    /// <summary>Why the grant means an input beyond the plausible; null where it says nothing.</summary>
    public string? MeantReason { get; init; }

    /// <summary>q as a fraction per year: the exact quotient of D and S.</summary>
    public string DividendYield { get; init; } = "";

    /// <summary>
    /// D by the dividend records, where the grant states 0 and they give more; null otherwise, and in values from before it was stated.
    /// </summary>
    public string? RecordedDividend { get; init; }

    /// <summary>Shares per right on the basis of S, which the value is computed with.</summary>
    public string SharesPerRight { get; init; } = "";

    /// <summary>
    /// Shares that an exercise on the measurement date delivers; differs between ex-date and effective day, and is
    /// <see cref="NotKnownYet"/> where only the ex-date of a split is known.
    /// </summary>
    public string SharesInForce { get; init; } = "";

    /// <summary>Rights outstanding on the measurement date.</summary>
    public required int RightsOutstanding { get; init; }

    /// <summary>C before rounding.</summary>
    public double? UnroundedPerShare { get; init; }

    /// <summary>No less than the distance of <see cref="UnroundedPerShare"/> from the formula's value.</summary>
    public double? ErrorBound { get; init; }

    /// <summary>The value per share after the policy's rounding.</summary>
    public string ValuePerShare { get; init; } = "";

    /// <summary>The amount per right after the policy's rounding.</summary>
    public string AmountPerRight { get; init; } = "";

    /// <summary>The amount per right times the rights outstanding.</summary>
    public string Total { get; init; } = "";

    /// <summary>
    /// Whether <see cref="Total"/> counts planned rights: the number allotted is not confirmed on the measurement date.
    /// </summary>
    public bool IsPlanned { get; init; }

    /// <summary>The rights planned, the maximum of the grant; null in values from before it was stated.</summary>
    public int? PlannedRights { get; init; }

    /// <summary>The amount per right times the rights planned.</summary>
    public string PlannedTotal { get; init; } = "";

    /// <summary>Of a change of terms, the standard by which the increment is measured; null otherwise.</summary>
    public AccountingStandard? Standard { get; init; }

    /// <summary>Of a change of terms, the grant-date value per right, which stays.</summary>
    public string GrantDateAmount { get; init; } = "";

    /// <summary>Of a change of terms, the value per right under the old terms on the measurement date.</summary>
    public string OldTermsAmount { get; init; } = "";

    /// <summary>Of a change of terms, the increment per right by the standard, at least 0.</summary>
    public string Increment { get; init; } = "";

    /// <summary>The arithmetic that the rounding needed.</summary>
    public string RoundingPath { get; init; } = "";

    /// <summary>Whether an amount lay on a rounding boundary.</summary>
    public bool RoundingTie { get; init; }

    /// <summary>Whether a boundary was so near that a spreadsheet may round the other way.</summary>
    public bool RoundingFlagged { get; init; }

    /// <summary>Whether an amount lies on a rounding boundary, or so near that a spreadsheet may round the other way.</summary>
    [JsonIgnore]
    public bool HasRoundingFlag => RoundingTie || RoundingFlagged;

    /// <summary>Whether a feed said that its figures are made up.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary>The hash of everything that the value depends on.</summary>
    public string InputHash { get; init; } = "";

    /// <summary>The hash of the evidence: the name of its blob.</summary>
    public string Evidence { get; init; } = "";

    /// <summary>
    /// Why the value would be refused today, where its basis is in doubt; shown beside the value, and neither stored with it
    /// nor part of its hash.
    /// </summary>
    public string? BasisInDoubt { get; init; }

    /// <summary>The hash of everything above; <see cref="Seals.Unsealed"/> in values from before they were sealed.</summary>
    public string Hash { get; init => field = value ?? Seals.Unsealed; } = Seals.Unsealed;

    /// <summary><see cref="SharesForOne"/> as a number: 1 where the terms are those of the quoted price.</summary>
    /// <exception cref="DamagedContentException">The stored text is no ratio above 0.</exception>
    public Ratio SharesForOneRatio() => SharesForOne.Length == 0 ? 1m
        : DecimalText.ParseRatio(SharesForOne) is { Numerator: > 0m } ratio ? ratio
        : throw new DamagedContentException("values", $"hold the sharesForOne '{SharesForOne}'");

    /// <summary>
    /// Whether X is so far below S that a zero may be missing, or the two are in different units: not of a value long after the grant, nor
    /// of a nominal X.
    /// </summary>
    public bool IsExercisePriceFarBelow() =>
        Status != ValueStatus.Failed
        && !Kind.IsLater()
        && DecimalText.Parse(SharePrice) is { } price
        && DecimalText.Parse(ExercisePrice) is { } exercise
        && PlausibilityCheck.IsFarBelow(price, exercise);
}
