using Pricing.Pipeline.Controls.People;

namespace Pricing.Api.Identity;

/// <summary>Which roles may do what.</summary>
internal static class ActRoles
{
    private static readonly Role[] All = Enum.GetValues<Role>();

    // Who prepares or approves sees what it is about; an administrator sees no values.
    private static readonly Role[] Readers = [Role.Reader, Role.Preparer, Role.Approver, Role.Auditor];

    /// <summary>The roles that may.</summary>
    /// <param name="act">What.</param>
    public static IReadOnlyList<Role> Of(Act act) => act switch
    {
        Act.Read or Act.Ask => Readers,
        Act.Prepare => [Role.Preparer],
        Act.Approve => [Role.Approver],
        Act.Audit => [Role.Auditor, Role.Administrator],
        _ => All,
    };
}
