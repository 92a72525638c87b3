using Pricing.Pipeline.Files;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>What became of a row.</summary>
/// <param name="Row">The row.</param>
/// <param name="Outcome">How it was stored, or why it was not.</param>
internal readonly record struct RowAnswer(BatchRow Row, Outcome<StoreResult> Outcome);
