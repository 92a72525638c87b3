using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Proof.Grants;

/// <summary>A row of a kept file by field: a grant, an event or a holder, as the batch format writes them.</summary>
/// <param name="Fields">The text of every stated field by its column; empty where the rules of today refuse the row.</param>
/// <param name="Refusal">Why they refuse it; empty where they do not.</param>
internal sealed record FiledRow(IReadOnlyDictionary<string, string> Fields, string Refusal)
{
    public static FiledRow Of(KeptRow row) => row switch
    {
        { Grant: { } grant } => Of(grant, FieldsOf),
        { Event: { } item } => Of(item, FieldsOf),
        _ => Of(row.Holder!, FieldsOf),
    };

    /// <summary>The fields of a version of a grant, with what says how it came to be.</summary>
    public static Dictionary<string, string> FieldsOf(StoredGrant grant) =>
        FieldsOf(grant.Terms, grant.AmendReason, grant.ChangeOf(grant.Version));

    /// <summary>The fields of an event.</summary>
    public static Dictionary<string, string> FieldsOf(GrantEvent item) => item.Stored().ToDictionary(field => field.Column, field => field.Text);

    /// <summary>The fields of a holder.</summary>
    public static Dictionary<string, string> FieldsOf(GrantHolder holder) => holder.Stored().ToDictionary(field => field.Column, field => field.Text);

    private static Dictionary<string, string> FieldsOf(GrantSubmission submission) =>
        FieldsOf(submission.Terms, submission.AmendReason, submission.ModificationDate);

    private static Dictionary<string, string> FieldsOf(GrantTerms terms, string? amendReason, DateOnly? modificationDate)
    {
        var fields = GrantTermsReader.Write(terms).ToDictionary();
        if (amendReason is not null) fields["amend_reason"] = amendReason;
        if (modificationDate is { } date) fields["modification_date"] = DateText.Of(date);
        return fields;
    }

    private static FiledRow Of<T>(Outcome<T> read, Func<T, Dictionary<string, string>> fields) => read.TryGet(out var row)
        ? new(fields(row), "")
        : new(new Dictionary<string, string>(), string.Join("; ", read.Failures));
}
