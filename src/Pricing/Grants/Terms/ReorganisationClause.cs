namespace Pricing.Grants.Terms;

/// <summary>The rights that take the place of unexercised ones in a reorganisation (release, section 9).</summary>
public sealed record ReorganisationClause
{
    /// <summary>The clause of the release.</summary>
    public static ReorganisationClause Release { get; } = new()
    {
        Kinds = Enum.GetValues<ReorganisationKind>(),
        RequiresAgreement = true,
        SuccessorRightsPerRight = 1,
        SuccessorExercisePrice = 1m,
    };

    /// <summary>The reorganisations it covers.</summary>
    public required IReadOnlyList<ReorganisationKind> Kinds { get; init; }

    /// <summary>Whether the agreement or plan of the reorganisation must stipulate the delivery.</summary>
    public required bool RequiresAgreement { get; init; }

    /// <summary>Rights of the successor for one right held.</summary>
    public required int SuccessorRightsPerRight { get; init; }

    /// <summary>X of the successor rights, in currency per share.</summary>
    public required decimal SuccessorExercisePrice { get; init; }

    /// <summary>From the later of the original start and the effective date, to the original end.</summary>
    /// <param name="original">The original exercise period.</param>
    /// <param name="effective">The day on which the reorganisation takes effect.</param>
    /// <returns>The successor's exercise period; null where it has ended by then.</returns>
    public static DateWindow? SuccessorPeriod(DateWindow original, DateOnly effective)
    {
        var from = effective > original.From ? effective : original.From;
        return from > original.To ? null : new DateWindow(from, original.To);
    }
}

/// <summary>A reorganisation after which successor rights are delivered (release, section 9).</summary>
public enum ReorganisationKind
{
    /// <summary>A merger in which the company dissolves.</summary>
    Merger,

    /// <summary>An absorption-type or incorporation-type demerger in which the company is split.</summary>
    Demerger,

    /// <summary>A share exchange that makes the company a wholly owned subsidiary.</summary>
    ShareExchange,

    /// <summary>A share transfer that makes the company a wholly owned subsidiary.</summary>
    ShareTransfer,
}
